import { open } from "node:fs/promises"
import { answerOrders } from "@/lib/native-work/answer"

/** A child for tests: gives back what it gets, hears nothing any more, or has a native thread that never comes to an end. */
answerOrders(async (order) => {
  const { deaf, stuckOn } = order as { deaf?: boolean; stuckOn?: string }
  while (deaf) {}
  // A pipe that nobody writes to: the thread waits in the system call.
  if (stuckOn) void open(stuckOn, "r")
  return { pid: process.pid, order }
})

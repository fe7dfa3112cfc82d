// Imported into every process that npm start starts, and by theirs: one whose parent is gone ends, so that a SIGKILL of
// npm start leaves no process behind to hold a port or to work beside its successors.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(1)
}, 250).unref()

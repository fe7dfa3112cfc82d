import { kernelsWasm } from "@/lib/sandbox/render/kernels.wasm"

/** The functions of kernels.wat; every number is a byte address or a count in `memory`. */
export type Kernels = {
  memory: WebAssembly.Memory
  mixRows(target: number, a: number, b: number, weight: number, bytes: number): void
  scaleRow(target: number, source: number, table: number, groups: number): void
  turnRow(target: number, source: number, stride: number, u: number, v: number, du: number, dv: number, pixels: number): void
  overRow(target: number, source: number, alpha: number, bytes: number): void
  grainRow(target: number, grain: number, bytes: number): void
}

/** Pixel memory of one render. It is laid out once per render and reused by the next: it grows to the largest picture only. */
export type Desk = Kernels & {
  /** A fresh, zeroed stretch of memory, 16-byte aligned, with slack behind it for wide loads. */
  allocate(bytes: number): number
  bytes(address: number, length: number): Uint8Array
  reset(): void
}

const slack = 64

export function openDesk(): Desk {
  const module = new WebAssembly.Module(Buffer.from(kernelsWasm, "base64"))
  const kernels = new WebAssembly.Instance(module).exports as unknown as Kernels
  let end = 0
  return {
    ...kernels,
    allocate(bytes) {
      const address = end
      end = (address + bytes + slack + 15) & ~15
      const missing = end - kernels.memory.buffer.byteLength
      if (missing > 0) kernels.memory.grow(Math.ceil(missing / 65536))
      new Uint8Array(kernels.memory.buffer, address, end - address).fill(0)
      return address
    },
    bytes: (address, length) => new Uint8Array(kernels.memory.buffer, address, length),
    reset: () => {
      end = 0
    },
  }
}

import { analyseVideo } from "@/lib/media/analyse"
import { createClipMeter } from "@/lib/media/measure/measure"
import { probeVideo } from "@/lib/media/probe"
import { createProxyEncoder } from "@/lib/media/proxy"

/** What ingest makes of a local clip in one decoding pass: pictures, proxy (at `proxyPath`) and measures. */
export async function ingestPass(path: string, proxyPath: string): Promise<void> {
  const meter = createClipMeter(path)
  const proxy = await createProxyEncoder(proxyPath, await probeVideo(path))
  try {
    await analyseVideo(path, undefined, async (frame, facts) => {
      const encoded = proxy.add(frame)
      await meter.add(frame, facts)
      await encoded
    })
    await meter.finish()
    await proxy.finish()
  } finally {
    meter.close()
    await proxy.close()
  }
}

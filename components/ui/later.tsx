import { type ComponentType, useEffect, useState } from "react"

/**
 * A component whose code is fetched when it is first shown, or before by `prepare`. When the server cannot be reached it
 * shows nothing and is asked for again the next time: React's `lazy` would take the whole page away instead.
 */
export function later<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  let loaded: ComponentType<Props> | undefined
  const prepare = () =>
    load().then(
      (module) => {
        loaded = module.default
      },
      () => {},
    )

  function Later(props: Props) {
    const [Loaded, setLoaded] = useState(() => loaded)
    useEffect(() => {
      if (Loaded) return
      let isGone = false
      void prepare().then(() => {
        if (!isGone) setLoaded(() => loaded)
      })
      return () => {
        isGone = true
      }
    }, [Loaded])
    return Loaded ? <Loaded {...props} /> : null
  }

  return Object.assign(Later, { prepare })
}

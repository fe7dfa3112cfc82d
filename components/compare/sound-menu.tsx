import Volume2 from "lucide-react/icons/volume-2"
import VolumeX from "lucide-react/icons/volume-x"
import { letters } from "@/components/compare/letters"
import { gainWords, type Hearing } from "@/components/compare/use-hearing"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"

/** Which take is heard; its tip tells by how much it is levelled. Nothing where no take has sound. */
export function SoundMenu({ withSound, heard, gainsDb, setHeard }: Hearing) {
  if (withSound.length === 0) return null
  const gainDb = heard === null ? null : (gainsDb[heard] ?? null)
  return (
    <Menu
      label="Sound"
      align="end"
      width={140}
      entries={[
        { kind: "choice", label: "Silent", checked: heard === null, onSelect: () => setHeard(null) },
        ...withSound.map((index) => ({
          kind: "choice" as const,
          label: `Hear ${letters[index]}`,
          checked: heard === index,
          onSelect: () => setHeard(index),
        })),
      ]}
      trigger={(menu) => (
        <Button variant="quiet" size="compact" data-tip={heard === null ? undefined : gainWords(heard, gainDb)} {...menu}>
          {heard === null ? <VolumeX aria-hidden="true" /> : <Volume2 aria-hidden="true" />}
          <span className="sr-only">Sound </span>
          {heard !== null && `${letters[heard]}${gainDb === null ? "" : ", levelled"}`}
        </Button>
      )}
    />
  )
}

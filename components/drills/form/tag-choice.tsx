import { useId } from "react"
import { Checkbox } from "@/components/ui/checkbox"
import { type ShotTag, shotTagNames, shotTags, toShotTags } from "@/lib/shots/tags"

type Props = { tags: readonly ShotTag[]; disabled: boolean; onChange: (tags: ShotTag[]) => void }

/** What the drill's shots are tagged with, in the order of the menu. */
export function TagChoice({ tags, disabled, onChange }: Props) {
  const id = useId()
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {shotTags.map((tag) => (
        <li key={tag} className="flex min-h-8 items-center gap-2 touch:min-h-11">
          <Checkbox
            id={`${id}-${tag}`}
            checked={tags.includes(tag)}
            disabled={disabled}
            onChange={(event) =>
              onChange(toShotTags(event.target.checked ? [...tags, tag] : tags.filter((one) => one !== tag)))
            }
          />
          <label htmlFor={`${id}-${tag}`}>{shotTagNames[tag]}</label>
        </li>
      ))}
    </ul>
  )
}

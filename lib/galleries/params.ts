import type { GalleryFilter } from "@/lib/galleries/schema"

/** A filter as an address carries it: lists with commas, flags as "1", nothing for what is not asked. */
export function galleryParams(filter: GalleryFilter): Record<string, string> {
  const written = {
    search: filter.search,
    vendors: filter.vendors.join(","),
    models: filter.models.join(","),
    statuses: filter.statuses.join(","),
    shots: filter.shots.join(","),
    tags: filter.tags.join(","),
    authors: filter.authors.join(","),
    picked: filter.picked ? "1" : "",
    trash: filter.trash ? "1" : "",
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== ""))
}

/** The way back, still to be parsed with the schema `galleryFilter`: anything may stand in an address. */
export function readGalleryParams(params: URLSearchParams) {
  const list = (name: string) => (params.get(name) ?? "").split(",").filter(Boolean)
  return {
    search: params.get("search") ?? "",
    vendors: list("vendors"),
    models: list("models"),
    statuses: list("statuses"),
    shots: list("shots").map(Number),
    tags: list("tags"),
    authors: list("authors"),
    picked: params.get("picked") === "1",
    trash: params.get("trash") === "1",
  }
}

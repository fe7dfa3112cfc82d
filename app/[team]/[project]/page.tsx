import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Gallery } from "@/components/gallery/gallery"
import { ProjectCrumb } from "@/components/gallery/project-crumb"
import { projectNav } from "@/components/projects/team-nav"
import { PageFrame } from "@/components/shell/page-frame"
import { TopBar } from "@/components/shell/top-bar"
import { plural } from "@/lib/format"
import { galleryPage } from "@/lib/galleries/data"
import { readGalleryParams } from "@/lib/galleries/params"
import { galleryFilter } from "@/lib/galleries/schema"
import { findProject } from "@/lib/projects/data"
import { listStrip } from "@/lib/shots/data"
import { loadTeam } from "@/lib/teams/access"
import { mayActAs } from "@/lib/teams/rules"
import { vendorModes } from "@/lib/vendors/data"

type Props = {
  params: Promise<{ team: string; project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, project } = await params
  const { teamId } = await loadTeam(team)
  return { title: (await findProject(teamId, project))?.name ?? "Gallery" }
}

export default async function GalleryRoute({ params, searchParams }: Props) {
  const { team, project: slug } = await params
  const { teamId, team: ofTeam, user, role } = await loadTeam(team)
  const project = (await findProject(teamId, slug)) ?? notFound()
  const asked = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  )
  const filter = galleryFilter.safeParse(readGalleryParams(asked)).data ?? galleryFilter.parse({})
  const [page, shots, modes] = await Promise.all([
    galleryPage(teamId, project.id, filter, null),
    listStrip(teamId, project.id),
    vendorModes(teamId),
  ])
  const path = `/${team}/${slug}`
  const picked = shots.filter(({ posterUrl }) => posterUrl !== null).length
  return (
    <PageFrame
      top={
        <TopBar
          crumbs={[
            { label: ofTeam.name, href: `/${team}` },
            { label: project.name, content: <ProjectCrumb name={project.name} path={path} shots={shots} /> },
          ]}
          nav={projectNav(team, path, "gallery")}
          note={shots.length === 0 ? "no shots yet" : `${plural(shots.length, "shot")}, ${picked} picked`}
          viewer={user}
        />
      }
    >
      <h1 className="sr-only">{project.name}</h1>
      <Gallery
        key={project.id}
        team={team}
        project={{ id: project.id, slug }}
        initialPage={page}
        initialFilter={filter}
        shots={shots}
        mayChange={mayActAs(role, "member")}
        isAllSandbox={Object.values(modes).every((mode) => mode === "sandbox")}
      />
    </PageFrame>
  )
}

import type { Content } from 'pdfmake/interfaces.js'
import qrcode from 'qrcode'

/** A picture for paper: bytes of a PNG or JPEG, or the text of an SVG of strokes. */
export type Picture = Buffer | string

/** A picture within a box, keeping its form. Undefined for bytes that are neither PNG nor JPEG. */
export function picture(image: Picture, box: { width: number; height: number }): Content | undefined {
  const fit: [number, number] = [box.width, box.height]
  if (typeof image === 'string') {
    const svg = strokesOnly(image)
    return svg ? { svg, fit } : undefined
  }
  const type =
    image[0] === 0x89 && image[1] === 0x50 ? 'png' : image[0] === 0xff && image[1] === 0xd8 ? 'jpeg' : undefined
  return type && { image: `data:image/${type};base64,${image.toString('base64')}`, fit }
}

const NUMBER = String.raw`-?\d*\.?\d+(?:e-?\d+)?`
const attribute = (tag: string, name: string, form: string) =>
  new RegExp(String.raw`\s${name}\s*=\s*["'](${form})["']`, 'i').exec(tag)?.[1]

/**
 * Draws a signature anew from its strokes and dots. Nothing else of the given SVG is kept: an image or a style in it
 * could make the printer read files of the server.
 */
export function strokesOnly(svg: string): string | undefined {
  const root = /<svg\b[^>]*>/i.exec(svg)?.[0]
  if (!root || svg.length > 500_000) return undefined
  const viewBox =
    attribute(root, 'viewBox', `${NUMBER}(?:[\\s,]+${NUMBER}){3}`) ??
    `0 0 ${attribute(root, 'width', '\\d+(?:\\.\\d+)?') ?? 400} ${attribute(root, 'height', '\\d+(?:\\.\\d+)?') ?? 200}`
  const drawn = [...svg.matchAll(/<(path|circle)\b[^>]*>/gi)].flatMap(([tag, name]) =>
    name!.toLowerCase() === 'path' ? stroke(tag) : dot(tag),
  )
  return drawn.length > 0
    ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${drawn.join('')}</svg>`
    : undefined
}

function stroke(tag: string): string[] {
  const d = attribute(tag, 'd', '[MLHVCSQTAZmlhvcsqtaz0-9eE\\s,.+-]+')
  const width = attribute(tag, 'stroke-width', NUMBER) ?? '2'
  return d ? [`<path d="${d}" fill="none" stroke="#111" stroke-width="${width}" stroke-linecap="round"/>`] : []
}

function dot(tag: string): string[] {
  const [x, y, r] = ['cx', 'cy', 'r'].map((name) => attribute(tag, name, NUMBER))
  return x && y && r ? [`<circle cx="${x}" cy="${y}" r="${r}" fill="#111"/>`] : []
}

/** A QR code as an SVG drawing of that width in points; level M survives a dirty label. */
export async function qrPicture(text: string, width: number): Promise<Content> {
  const svg = await qrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })
  return { svg, width }
}

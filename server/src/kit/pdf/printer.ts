import pdfMake from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { FACES, faceOf, inFaces } from './faces.ts'

pdfMake.setFonts(FACES)
const files = new Set(Object.values(FACES).flatMap((face) => Object.values(face)))
// Nothing a document names may be fetched or read: only the fonts.
pdfMake.setUrlAccessPolicy(() => false)
pdfMake.setLocalAccessPolicy((path) => files.has(path))

/** Makes the PDF file of a definition, in the face of its language. */
export function print(definition: TDocumentDefinitions): Promise<Buffer> {
  const font = faceOf(definition.language ?? 'en')
  const { header, footer } = definition
  const drawn = {
    ...definition,
    content: inFaces(definition.content, font),
    ...(typeof header === 'function' && {
      header: (...at: Parameters<typeof header>) => inFaces(header(...at), font),
    }),
    ...(typeof footer === 'function' && {
      footer: (...at: Parameters<typeof footer>) => inFaces(footer(...at), font),
    }),
  }
  return pdfMake
    .createPdf({ ...drawn, defaultStyle: { font, fontSize: 9.5, lineHeight: 1.25, ...definition.defaultStyle } })
    .getBuffer()
}

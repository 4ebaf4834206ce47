/** The kinds of file people attach: what their names say, and whether a browser may show them in place. */
interface FileType {
  type: string
  extensions: string[]
  /** Types of one family may stand for each other: phones name HEIC and WebP photos .jpg. */
  family: 'image' | 'video' | 'audio' | 'pdf' | 'office' | 'text' | 'drawing' | 'page' | 'archive'
  inline: boolean
}

const known: FileType[] = [
  { type: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'], family: 'image', inline: true },
  { type: 'image/png', extensions: ['png'], family: 'image', inline: true },
  { type: 'image/webp', extensions: ['webp'], family: 'image', inline: true },
  { type: 'image/gif', extensions: ['gif'], family: 'image', inline: true },
  { type: 'image/avif', extensions: ['avif'], family: 'image', inline: true },
  { type: 'image/heic', extensions: ['heic', 'heif'], family: 'image', inline: true },
  { type: 'video/mp4', extensions: ['mp4', 'm4v'], family: 'video', inline: true },
  { type: 'video/quicktime', extensions: ['mov'], family: 'video', inline: true },
  { type: 'video/webm', extensions: ['webm'], family: 'video', inline: true },
  { type: 'audio/mpeg', extensions: ['mp3'], family: 'audio', inline: true },
  { type: 'audio/x-m4a', extensions: ['m4a'], family: 'audio', inline: true },
  { type: 'audio/wav', extensions: ['wav'], family: 'audio', inline: true },
  { type: 'application/pdf', extensions: ['pdf'], family: 'pdf', inline: true },
  { type: office('wordprocessingml.document'), extensions: ['docx'], family: 'office', inline: false },
  { type: office('spreadsheetml.sheet'), extensions: ['xlsx'], family: 'office', inline: false },
  { type: office('presentationml.presentation'), extensions: ['pptx'], family: 'office', inline: false },
  { type: 'text/plain', extensions: ['txt', 'log'], family: 'text', inline: false },
  { type: 'text/csv', extensions: ['csv', 'tsv'], family: 'text', inline: false },
  { type: 'application/gzip', extensions: ['gz'], family: 'archive', inline: false },
  { type: 'application/zip', extensions: ['zip'], family: 'archive', inline: false },
  // These run scripts where they are shown: never in place, and in no list of allowed types below.
  { type: 'image/svg+xml', extensions: ['svg', 'svgz'], family: 'drawing', inline: false },
  { type: 'text/html', extensions: ['html', 'htm', 'xhtml', 'shtml'], family: 'page', inline: false },
]

function office(part: string): string {
  return `application/vnd.openxmlformats-officedocument.${part}`
}

const byType = new Map(known.map((one) => [one.type, one]))
const byExtension = new Map(known.flatMap((one) => one.extensions.map((extension) => [extension, one] as const)))

export const typeOfExtension = (extension: string): string | undefined => byExtension.get(extension)?.type
export const extensionOfType = (type: string): string | undefined => byType.get(type)?.extensions[0]
export const extensionsOfType = (type: string): string[] => byType.get(type)?.extensions ?? []
export const familyOfType = (type: string): string | undefined => byType.get(type)?.family
export const mayShowInline = (type: string): boolean => byType.get(type)?.inline ?? false

const ofFamilies = (...families: FileType['family'][]) =>
  known.filter((one) => families.includes(one.family)).map((one) => one.type)

/** What may be uploaded where: photos of a fault, evidence of any kind, documents, tables for an import. */
export const photoTypes = ofFamilies('image')
export const evidenceTypes = ofFamilies('image', 'video', 'audio', 'pdf')
export const documentTypes = ofFamilies('image', 'pdf', 'office', 'text')
export const tableTypes = ['text/csv', 'text/plain', office('spreadsheetml.sheet'), 'application/gzip']

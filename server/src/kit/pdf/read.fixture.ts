import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text of every page and the title, as another program reads them. */
export async function readPdf(pdf: Buffer) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: string[] = []
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent()
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, ' '),
    )
  }
  const { info } = (await document.getMetadata()) as { info: { Title: string; Language: string } }
  const [, , width, height] = (await document.getPage(1)).view
  return { pages, info, size: [Math.round(width!), Math.round(height!)] }
}

/** Everything a paper says, without the spaces that depend on where a line was broken, and with one sign for `µ`. */
export async function wordsOf(pdf: Buffer): Promise<string> {
  return bare((await readPdf(pdf)).pages.join(''))
}
export const bare = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '')

/** A header as people mean it: no byte order mark, no line breaks, no double blanks, half width. */
export function cleanHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\uFEFF\u200B]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** For comparing headers with what a mapping expects: `Serial No.` and `serial_no` are the same. */
export function headerKey(header: string): string {
  return cleanHeader(header)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
}

/** Clean headers, each different: an empty one gets its column letter, a repeated one a number. */
export function uniqueHeaders(headers: readonly string[]): string[] {
  const used = new Set<string>()
  return headers.map((header, i) => {
    const wanted = cleanHeader(header) || columnLetter(i)
    let name = wanted
    for (let n = 2; used.has(name); n++) name = `${wanted} (${n})`
    used.add(name)
    return name
  })
}

/** 0 → A, 25 → Z, 26 → AA, as in a spreadsheet. */
export function columnLetter(index: number): string {
  const before = Math.floor(index / 26)
  return (before > 0 ? columnLetter(before - 1) : '') + String.fromCharCode(65 + (index % 26))
}

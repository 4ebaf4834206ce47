const LONGEST = 150

/** A file name to keep: the last part of a path, without control signs and without the marks that turn text around
 * (`photo\u202Egpj.exe` reads photoexe.jpg). */
export function cleanName(declared: string): string {
  const last = declared.normalize('NFC').toWellFormed().split(/[\\/]/).pop() ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return shorten(clean) || 'file'
}

function shorten(name: string): string {
  const chars = [...name]
  if (chars.length <= LONGEST) return name
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return chars.slice(0, LONGEST - extension.length).join('') + extension
}

export const extensionOf = (name: string): string => /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** `Content-Disposition` with the name for old clients in ASCII and for all others as RFC 5987 has it. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

import fs from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'

const fileOf = (script: 'sc' | 'tc', name: string) =>
  fileURLToPath(
    import.meta.resolve(`@expo-google-fonts/noto-sans-${script}/${name}/NotoSans${script.toUpperCase()}_${name}.ttf`),
  )

const face = (script: 'sc' | 'tc') => {
  const normal = fileOf(script, '400Regular')
  const bold = fileOf(script, '700Bold')
  return { normal, bold, italics: normal, bolditalics: bold }
}

/**
 * The same characters are drawn differently in Taiwan: its papers have their own face. TrueType forms are read in 80 ms and
 * only the glyphs used are embedded (the woff files of other packages take 14 s).
 */
export const FACES = { Noto: face('sc'), NotoTC: face('tc') }
export type Face = keyof typeof FACES

export const faceOf = (language: string): Face => (language === 'zh-TW' ? 'NotoTC' : 'Noto')

let traditional: Set<number> | undefined
const isDrawnInTaiwan = (character: string): boolean => {
  traditional ??= new Set((fontkit.create(fs.readFileSync(FACES.NotoTC.normal)) as fontkit.Font).characterSet)
  return traditional.has(character.codePointAt(0)!)
}

/** Neither face has the narrow spaces languages put into a span of time or between figures: these are drawn as boxes. */
const withWideSpaces = (text: string) => text.replace(/[\u2009\u202f]/g, '\u00a0')

/** Text of a Taiwanese paper in runs: what that face lacks, the simplified name of a customer, is drawn in the other. */
export function runsOf(text: string): string | { text: string; font: Face }[] {
  const runs: { text: string; font: Face }[] = []
  for (const character of text) {
    const font: Face = character < '⺀' || isDrawnInTaiwan(character) ? 'NotoTC' : 'Noto'
    const last = runs.at(-1)
    if (last?.font === font) last.text += character
    else runs.push({ text: character, font })
  }
  return runs.some((run) => run.font === 'Noto') ? runs : text
}

const NO_TEXT = new Set(['svg', 'image', 'font', 'alignment', 'color', 'style', 'widths', 'layout', 'canvas'])

/** The content of a paper with no character its face lacks: that of a Taiwanese one has every text in runs. */
export function inFaces<T>(content: T, font: Face): T {
  const drawn = font === 'NotoTC' ? (text: string) => runsOf(withWideSpaces(text)) : withWideSpaces
  return walk(content, drawn) as T
}

function walk(node: unknown, drawn: (text: string) => ReturnType<typeof runsOf>): unknown {
  if (typeof node === 'string') {
    const runs = drawn(node)
    return typeof runs === 'string' ? runs : { text: runs }
  }
  if (Array.isArray(node)) return node.map((one) => walk(one, drawn))
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (NO_TEXT.has(key)) return [key, value]
      if (key === 'text' && typeof value === 'string') return [key, drawn(value)]
      return [key, walk(value, drawn)]
    }),
  )
}

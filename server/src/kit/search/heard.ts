import type { Hit, Run } from './climb.ts'
import type { SoundPhrase } from './sounds.ts'

interface Lexeme {
  lexeme: string
  positions: number[]
}

/**
 * What stands in the first hit where the typed text was heard: 变速相 → 变速箱. Both vectors of an entry count
 * positions alike, so the pairs of characters at the positions of the sounds spell the word.
 */
export async function heardAs(run: Run, hit: Hit, phrases: readonly SoundPhrase[]): Promise<string | undefined> {
  const wanted = phrases.flat(2)
  const sounds = await lexemes(run, 'py', hit, `lexeme = any($3) or lexeme like any($4)`, [
    wanted,
    wanted.filter((sound) => sound.endsWith('*')).map((sound) => sound.replace('*', '%')),
  ])
  const at = phrases.map((phrase) => firstPlace(phrase, sounds)).find((place) => place !== undefined)
  if (!at) return undefined
  const places = Array.from({ length: at.length }, (_, i) => at.start + i)
  const pairs = await lexemes(run, 'tsv', hit, `positions && $3::smallint[]`, [places])
  const spelt = places.map((place) => pairs.find((p) => [...p.lexeme].length === 2 && p.positions.includes(place)))
  return spelt.map((p, i) => [...(p?.lexeme ?? '')].slice(i === 0 ? 0 : 1).join('')).join('') || undefined
}

function firstPlace(phrase: SoundPhrase, sounds: readonly Lexeme[]) {
  const positionsOf = (place: readonly string[]) =>
    sounds.filter(({ lexeme }) => place.some((sound) => sameSound(sound, lexeme))).flatMap((s) => s.positions)
  const [first, ...rest] = phrase.map(positionsOf)
  const start = first?.sort((a, b) => a - b).find((p) => rest.every((later, i) => later.includes(p + i + 1)))
  return start === undefined ? undefined : { start, length: phrase.length }
}

const sameSound = (sound: string, lexeme: string) =>
  sound.endsWith('*') ? lexeme.startsWith(sound.slice(0, -1)) : lexeme === sound

function lexemes(run: Run, column: 'py' | 'tsv', hit: Hit, where: string, values: unknown[]): Promise<Lexeme[]> {
  return run<Lexeme>(
    `select l.lexeme, l.positions from kit.search_entry e, unnest(e.${column}) l
     where e.tenant_id = kit.tenant()
       and e.kind = $1 and e.id = $2 and (${where})`,
    [hit.kind, hit.id, ...values],
  )
}

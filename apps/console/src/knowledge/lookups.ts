import type { Answer } from '@aftercare/api'
import { writtenIn } from '@aftercare/words'
import { currentLanguage } from '@aftercare/words/web'
import { call } from '../shell/api.ts'
import type { Named } from '../shell/list/define-list.ts'

type Code = { code: string; name: { en: string; 'zh-CN'?: string | undefined; 'zh-TW'?: string | undefined } }

/** Things that are few and known by a code; found by a piece of the code or of the name in any language. */
function byCode(read: () => Promise<readonly Code[]>) {
  return async (q: string): Promise<Named[]> => {
    const typed = q.trim().toLowerCase()
    const fits = ({ code, name }: Code) => `${code} ${Object.values(name).join(' ')}`.toLowerCase().includes(typed)
    return (await read()).filter(fits).map(({ code, name }) => {
      const said = writtenIn(name, currentLanguage())?.text
      return { value: code, label: said ? `${said} · ${code}` : code }
    })
  }
}

const read = async <Body>(path: string, query: Record<string, string>) =>
  (await (await call('GET', path, { query })).json()) as Body

export const findFamilies = byCode(
  async () => (await read<Answer<'/api/v1/families'>>('/api/v1/families', { limit: '200' })).items,
)
export const findModels = byCode(
  async () => (await read<Answer<'/api/v1/models'>>('/api/v1/models', { limit: '200' })).items,
)
export const findSymptoms = byCode(
  async () => (await read<Answer<'/api/v1/failure-codes'>>('/api/v1/failure-codes', { kind: 'symptom' })).items,
)

/** The names of codes that came with the address. */
export function named(find: (q: string) => Promise<Named[]>) {
  return async (codes: string[]): Promise<Named[]> => {
    const all = await find('')
    return codes.map((code) => all.find((one) => one.value === code) ?? { value: code, label: code })
  }
}

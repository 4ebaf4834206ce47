/** What a refusal may say beside its code: plain data that can travel as JSON and be put into a translated sentence. */
export type RuleValues = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/**
 * A rule refused its input; `code` is the translation key, `values` what the sentence needs.
 * The rules throw nothing else on purpose: any other exception out of this package is a bug.
 */
export class RuleError extends Error {
  readonly code: string
  readonly values: RuleValues

  constructor(code: string, values: RuleValues = {}) {
    super(`${code} ${JSON.stringify(values)}`)
    this.name = 'RuleError'
    this.code = code
    this.values = values
  }
}

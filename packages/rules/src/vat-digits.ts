/**
 * Check digits of VAT numbers whose algorithm is public (European Commission, VIES algorithms; the national tax offices).
 * Each takes the number without its country prefix, in the form `isVatId` has already found right. A kind of number without a
 * public algorithm, or with several where only some are, is taken as it is: nothing real is ever refused.
 */
type Check = (n: string) => boolean

const digits = (n: string) => [...n].map(Number)
const weighed = (n: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, i) => sum + weight * Number(n[i]), 0)
const last = (n: string) => Number(n.at(-1))
const mod = (n: string, by: number) => [...n].reduce((rest, one) => (rest * 10 + Number(one)) % by, 0)
const crossSum = (n: number) => Math.floor(n / 10) + (n % 10)
/** Every second digit doubled, from the right; its sum ends in 0. */
const luhn: Check = (n) =>
  digits(n)
    .reverse()
    .reduce((sum, one, i) => sum + (i % 2 === 0 ? one : crossSum(one * 2)), 0) %
    10 ===
  0
/** ISO 7064, MOD 11,10. */
const iso11: Check = (n) => {
  let product = 10
  for (const one of digits(n.slice(0, -1))) {
    const sum = (one + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10 === last(n)
}

/** 11 less the rest; ten and eleven become what the country says. */
const mod11 = (n: string, weights: readonly number[], as: { ten: number; eleven: number }): boolean => {
  const check = 11 - (weighed(n, weights) % 11)
  return (check === 10 ? as.ten : check === 11 ? as.eleven : check) === last(n)
}

const CHECKS: Record<string, Check> = {
  AT: (n) => {
    const seven = n.slice(1)
    const sum = digits(seven.slice(0, 7)).reduce((all, one, i) => all + (i % 2 ? crossSum(one * 2) : one), 0)
    return (10 - ((sum + 4) % 10)) % 10 === last(seven)
  },
  BE: (n) => 97 - (Number(n.slice(0, 8)) % 97) === Number(n.slice(8)),
  // Nine digits: a company. Ten: a person, by several algorithms.
  BG: (n) => {
    if (n.length !== 9) return true
    const first = weighed(n, [1, 2, 3, 4, 5, 6, 7, 8]) % 11
    return (first < 10 ? first : (weighed(n, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10) === last(n)
  },
  CY: (n) => {
    const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    const sum = digits(n.slice(0, 8)).reduce((all, one, i) => all + (i % 2 ? one : odd[one]!), 0)
    return String.fromCharCode(65 + (sum % 26)) === n[8]
  },
  // Eight digits not beginning with 9: a company. Others are numbers of persons.
  CZ: (n) => n.length !== 8 || n[0] === '9' || mod11(n, [8, 7, 6, 5, 4, 3, 2], { ten: 0, eleven: 1 }),
  DE: iso11,
  DK: (n) => weighed(n, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  EE: (n) => weighed(n, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  EL: (n) => (weighed(n, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(n),
  ES: spanish,
  FI: (n) => (11 - (weighed(n, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11 === last(n),
  // A key of letters follows no public rule; Monaco's numbers (000…) are no SIREN.
  FR: (n) => {
    const siren = n.slice(2)
    if (!siren.startsWith('000') && !luhn(siren)) return false
    return !/^\d\d/.test(n) || mod(`${siren}12`, 97) === Number(n.slice(0, 2))
  },
  HR: iso11,
  HU: (n) => weighed(n, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0,
  IE: irish,
  IT: luhn,
  LT: (n) => {
    const at = (i: number) => (i % 9) + 1
    const body = n.slice(0, -1)
    const first = digits(body).reduce((sum, one, i) => sum + one * at(i), 0) % 11
    const second = () => (digits(body).reduce((sum, one, i) => sum + one * at(i + 2), 0) % 11) % 10
    return (first < 10 ? first : second()) === last(n)
  },
  LU: (n) => Number(n.slice(0, 6)) % 89 === Number(n.slice(6)),
  // Above 3 a company; others are numbers of persons.
  LV: (n) => Number(n[0]) <= 3 || weighed(n, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3,
  MT: (n) => 37 - (weighed(n, [3, 4, 6, 7, 8, 9]) % 37) === Number(n.slice(6)),
  // Companies by the old sum; sole traders, since 2020, by the rest of 97 of the whole with its letters as numbers.
  NL: (n) =>
    weighed(n, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === Number(n[8]) ||
    mod([...`NL${n}`].map((one) => Number.parseInt(one, 36)).join(''), 97) === 1,
  PL: (n) => weighed(n, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(n),
  PT: (n) => mod11(n, [9, 8, 7, 6, 5, 4, 3, 2], { ten: 0, eleven: 0 }),
  RO: (n) => ((weighed(n.padStart(10, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(n),
  SE: (n) => luhn(n.slice(0, 10)),
  SI: (n) => mod11(n, [8, 7, 6, 5, 4, 3, 2], { ten: 0, eleven: -1 }),
  SK: (n) => mod(n, 11) === 0,
}

/** Persons, foreigners and companies each have a letter of their own; a company's check is a digit or a letter. */
function spanish(n: string): boolean {
  const letters = 'TRWAGMYFPDXBNJZSQVHLCKE'
  const person = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(n)
  if (person) return letters[Number(`${person[1] ? 'XYZ'.indexOf(person[1]) : ''}${person[2]}`) % 23] === person[3]
  const company = /^[A-HJNP-SUVW](\d{7})([\dA-J])$/.exec(n)
  // K, L and M: persons without the usual number.
  if (!company) return /^[KLM]\d{7}[A-Z]$/.test(n)
  const sum = digits(company[1]!).reduce((all, one, i) => all + (i % 2 ? one : crossSum(one * 2)), 0)
  const check = (10 - (sum % 10)) % 10
  return company[2] === String(check) || company[2] === 'JABCDEFGHI'[check]
}

/** Old numbers with a letter in the second place are read with it at their end. */
function irish(n: string): boolean {
  const old = /^(\d)[A-Z+*](\d{5})([A-W])$/.exec(n)
  const [body, letter, extra] = old ? [`0${old[2]}${old[1]}`, old[3]!, ''] : [n.slice(0, 7), n[7]!, n[8] ?? '']
  const more = extra === '' ? 0 : 9 * (extra.charCodeAt(0) - 64)
  return 'WABCDEFGHIJKLMNOPQRSTUV'[(weighed(body, [8, 7, 6, 5, 4, 3, 2]) + more) % 23] === letter
}

/** Whether the check digits fit; `number` has the right form, prefix included. */
export const vatDigitsFit = (number: string): boolean => CHECKS[number.slice(0, 2)]?.(number.slice(2)) ?? true

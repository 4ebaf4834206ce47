import { useFormat } from '@aftercare/words/web'
import { Select, type SelectProps } from 'antd'

// ISO 3166-1 alpha-2: Intl names countries but does not list them.
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  )

/** A country by its name; a part of it with laws of its own by its code: `US-CA` is California. */
export function useCountryName(): (code: string) => string {
  const { language } = useFormat()
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' })
  return (code) => {
    const [country = code, part] = code.split('-')
    const said = /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country
    return part ? `${said} (${part})` : said
  }
}

/** The name of a country in a cell; nothing for none. */
export function CountryName({ code }: { code: string | null }) {
  const nameOf = useCountryName()
  return code && nameOf(code)
}

/** A country by its name in the reader's language; also found by its code. */
export function CountrySelect(props: SelectProps<string>) {
  const nameOf = useCountryName()
  const { language } = useFormat()
  const options = codes
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
  return (
    <Select
      showSearch={{
        filterOption: (typed, option) =>
          `${option?.value} ${option?.label}`.toLowerCase().includes(typed.trim().toLowerCase()),
      }}
      options={options}
      {...props}
    />
  )
}

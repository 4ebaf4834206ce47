/** Form values as the API takes them: an emptied field clears (`null`), one that was never there stays away. */
export function cleaned<Values extends object>(values: Values): Values {
  const said = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said.map(([key, value]) => [key, value === '' ? null : value])) as Values
}

/** The same for something new: what is empty is not sent at all. */
export function filled<Values extends object>(values: Values): Values {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== null)
  return Object.fromEntries(said) as Values
}

/** Of a form that was filled with what is there: only what was changed, so that nobody's other fields are overwritten. */
export function changed<Values extends object>(values: Values, before: object): Partial<Values> {
  const known = before as Record<string, unknown>
  const differing = Object.entries(cleaned(values)).filter(
    ([key, value]) => JSON.stringify(value ?? null) !== JSON.stringify(known[key] ?? null),
  )
  return Object.fromEntries(differing) as Partial<Values>
}

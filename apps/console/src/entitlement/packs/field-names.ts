/** The words for a field of a rule or of the pack, by its path; where only a part of the path is known, for that part. */
const known: Record<string, string> = {
  ...Object.fromEntries(
    [
      ...['id', 'title', 'layer', 'from', 'to', 'buyer', 'when', 'scope', 'term', 'start', 'extensions', 'presume'],
      ...[
        'covers',
        'components',
        'excludedComponents',
        'mainPartsOnly',
        'sharePct',
        'remedies',
        'source',
        'confidence',
      ],
      ...['note', 'clause'],
    ].map((name) => [name, `rule.${name}`]),
  ),
  'clause.law': 'rule.law',
  'clause.article': 'rule.article',
  'source.kind': 'rareField.sourceKind',
  'source.ref': 'rule.source',
  ...Object.fromEntries(
    ['months', 'days', 'fromDay', 'km', 'miles', 'hours'].map((unit) => [`term.${unit}`, `termField.${unit}`]),
  ),
  ...Object.fromEntries(
    [
      ...['productClasses', 'since', 'exceptIn', 'kind', 'day', 'whenKnown', 'counts', 'deduct', 'alsoPaid', 'damages'],
      ...['bar', 'floor', 'neverVoids', 'catalogue', 'floorFor'],
    ].map((name) => [name, `rareField.${name}`]),
  ),
  jurisdiction: 'field.place',
  alsoIn: 'field.alsoFor',
  specific: 'field.specific',
  restDaysMoveEnd: 'field.restDaysMoveEnd',
  warrantyExtensions: 'field.warrantyExtensions',
}

/** `term.km` → the key of its words, and what of the path they do not say (`en` of `title.en`). */
export function fieldKey(path: string): { key: string; rest: string } | null {
  for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('.')))) {
    const key = known[part]
    if (key) return { key, rest: path.slice(part.length + 1) }
  }
  return null
}

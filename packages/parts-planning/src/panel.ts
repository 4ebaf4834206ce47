/** Monthly demand of many parts, each at one place, as one table. Rows lie one behind the other: month t of row i is at i × months + t. */
export interface Panel {
  /** one id per row, unique */
  parts: readonly string[]
  /** number of months, the same for all; the last one is the month before the planned one */
  months: number
  /** units asked for in each month, whole and ≥ 0; 0 where nothing was observed */
  demand: Float64Array
  /** share of each month in which a request could have been recorded, 0 … 1; 0 is "no information", never "no demand" */
  exposure: Float64Array
  /** 1 where only issues are known and the shelf was empty at the end: demand was at least what is recorded */
  censored?: Uint8Array
  /** family of each row: a young part leans on its family's mean instead of the whole panel's */
  families?: readonly string[]
}

/** A panel in which every month of every row was observed in full. @param rows one array of monthly demand per part, equally long */
export function fullPanel(parts: readonly string[], rows: readonly (readonly number[])[]): Panel {
  const months = rows[0]?.length ?? 0
  const demand = new Float64Array(parts.length * months)
  rows.forEach((row, i) => {
    demand.set(row, i * months)
  })
  return { parts, months, demand, exposure: new Float64Array(demand.length).fill(1) }
}

/** The panel as it was known before month `until`: nothing later is in it. */
export function panelUntil(panel: Panel, until: number): Panel {
  return {
    ...panel,
    months: until,
    demand: cut(panel, panel.demand, until),
    exposure: cut(panel, panel.exposure, until),
    ...(panel.censored && { censored: cut(panel, panel.censored, until) }),
  }
}

function cut<Row extends Float64Array | Uint8Array>(panel: Panel, values: Row, until: number): Row {
  const Kind = values.constructor as new (length: number) => Row
  const kept = new Kind(panel.parts.length * until)
  for (let i = 0; i < panel.parts.length; i++)
    kept.set(values.subarray(i * panel.months, i * panel.months + until), i * until)
  return kept
}

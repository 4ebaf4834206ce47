/** Joins the class names that hold: `names('a', open && 'b')`. */
export function names(...all: (string | false | null | undefined)[]): string {
  return all.filter(Boolean).join(' ')
}

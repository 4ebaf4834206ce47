import { useEffect, useState } from 'react'

/** What was typed, once the typing rests: asked for then, not with every key. */
export function useRested<Value extends string>(value: Value, milliseconds = 300): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return rested
}

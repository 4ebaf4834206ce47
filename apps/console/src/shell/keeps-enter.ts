import type { KeyboardEvent } from 'react'

/**
 * Enter takes over what was typed into a picker or opens it, and does not send the form around it. Only the browser is stopped: the
 * picker looks at the event of React, and would not open itself if that were prevented.
 */
export function keepsEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.nativeEvent.preventDefault()
}

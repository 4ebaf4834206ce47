import { useState } from 'react'

const KEY = 'aftercare.store.sounds'
let sound: AudioContext | undefined

/** High and short: taken. Low and long: look. Phones also shake. */
export function signal(isGood: boolean): void {
  navigator.vibrate?.(isGood ? 40 : [120, 60, 120])
  if (localStorage.getItem(KEY) !== 'on') return
  sound ??= new AudioContext()
  const tone = sound.createOscillator()
  const loudness = sound.createGain()
  tone.frequency.value = isGood ? 1320 : 220
  loudness.gain.value = 0.08
  tone.connect(loudness).connect(sound.destination)
  tone.start()
  tone.stop(sound.currentTime + (isGood ? 0.08 : 0.35))
}

/** Sounds are off until somebody wants them; the device remembers. */
export function useSounds(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(KEY) === 'on')
  const change = (wanted: boolean) => {
    localStorage.setItem(KEY, wanted ? 'on' : 'off')
    setOn(wanted)
    if (wanted) signal(true)
  }
  return [on, change]
}

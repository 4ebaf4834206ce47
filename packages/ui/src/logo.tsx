/** The mark: a ring that closes into a tick, the loop that is kept. */
export function Logo({ size = 24, label }: { size?: number; label?: string }) {
  const drawn = (
    <path
      d="M20.6 12.9A8.9 8.9 0 1 1 17 4.700M7.600 11.600l4 4.200L21.200 4.600"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="2.600"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
  const box = { width: size, height: size, viewBox: '0 0 24 24', style: { flex: 'none', display: 'block' } } as const
  return label === undefined ? (
    <svg {...box} aria-hidden="true">
      {drawn}
    </svg>
  ) : (
    <svg {...box} role="img" aria-label={label}>
      {drawn}
    </svg>
  )
}

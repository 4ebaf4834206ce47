/** Line icons on a 20-px grid, drawn for this product. Decorative by default: the word stands beside them or in `aria-label`. */
const drawings = {
  desk: 'M3 4h14v9H8l-4 3v-3H3z',
  dispatch: 'M3 5h6M3 10h11M3 15h8M15 3v4M17 8v4M13 13v4',
  field: 'M10 17s5-4.6 5-9A5 5 0 0 0 5 8c0 4.4 5 9 5 9zM10 6.2v0M8.2 8a1.8 1.8 0 1 0 3.6 0 1.8 1.8 0 0 0-3.6 0',
  parts: 'M10 2.5l6.5 3.6v7.8L10 17.5l-6.5-3.6V6.1zM3.5 6.1L10 9.8l6.5-3.7M10 9.8v7.7',
  promises: 'M10 2.5l6 2.2v4.6c0 3.8-2.5 6.6-6 8.2-3.5-1.6-6-4.4-6-8.2V4.7zM7.3 9.8l2 2 3.6-3.8',
  money: 'M2.5 5h15v10h-15zM10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M5.5 7.5v0M14.500 12.500v0',
  quality: 'M3 16h14M5 13V9M8.500 13V5M12 13V8M15.500 13V3.500',
  voice:
    'M4 12.500V9a6 6 0 0 1 12 0v3.500M4 11h2.500v4H5a1 1 0 0 1-1-1zM16 11h-2.500v4H15a1 1 0 0 0 1-1zM15 15c0 1.500-1.500 2.300-3.500 2.300',
  network:
    'M10 3v4M10 7H4.500v3M10 7h5.500v3M8 3h4M2.800 10h3.400v3.400H2.800zM13.800 10h3.400v3.400h-3.400zM8.300 10h3.400v3.400H8.300zM10 7v3',
  insight: 'M3 3v14h14M6 13l3.500-4 2.500 2.500L16.500 6',
  settings: 'M3 6h8M15 6h2M3 14h2M9 14h8M11 4v4M15 4v4M11 6h4M5 12v4M9 12v4M5 14h4',
  search: 'M9 3.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11M13 13l4 4',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.500 1.500h-13zM8.300 17.500h3.400',
  person:
    'M10 3.500a3.200 3.200 0 1 0 0 6.400 3.200 3.200 0 0 0 0-6.400M3.500 17c.6-3.300 3-5 6.500-5s5.900 1.700 6.500 5',
  copy: 'M7 7h9v9.500H7zM4 13V3.500h9',
  check: 'M4 10.500l4 4 8-9',
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  down: 'M5 7.500l5 5 5-5',
  up: 'M5 12.500l5-5 5 5',
  left: 'M12.500 5l-5 5 5 5',
  right: 'M7.500 5l5 5-5 5',
  filter: 'M3 5h14M6 10h8M8.500 15h3',
  columns: 'M3 4h14v12H3zM7.700 4v12M12.300 4v12',
  download: 'M10 3v9M6 8.500l4 4 4-4M3.500 16.500h13',
  upload: 'M10 12.500v-9M6 7l4-4 4 4M3.500 16.500h13',
  more: 'M4.500 10h.1M10 10h.1M15.500 10h.1',
  camera: 'M3 6.500h3.500L8 4h4l1.500 2.500H17v9.500H3zM10 8.500a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600',
  help: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M8 8a2 2 0 1 1 2.700 1.900c-.5.2-.7.6-.7 1.100v.5M10 14v0',
  warning: 'M10 3l7.500 13.500h-15zM10 8v4M10 14.300v0',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4l2.800 1.800',
  phone:
    'M5 3.500h2.500l1.300 3.300-1.700 1.200a8 8 0 0 0 4.900 4.900l1.200-1.700 3.300 1.300V15a1.500 1.500 0 0 1-1.600 1.500C9 16 4 11 3.500 5.100A1.500 1.500 0 0 1 5 3.500z',
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  empty: 'M3 11l2.500-6.500h9L17 11v5H3zM3 11h4l1 2h4l1-2h4',
  lock: 'M4.500 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9',
  image: 'M3 4h14v12H3zM3 13.500l4-4 3.500 3.500 2-2 4.500 4.500M13 7.500v0',
  undo: 'M7 5L3.500 8.500 7 12M3.500 8.500H12a4.500 4.500 0 0 1 0 9H9',
  edit: 'M4 16l.7-3.500L13.500 3.700l2.800 2.800L7.500 15.300z',
  trash: 'M4 6h12M8 6V3.500h4V6M5.500 6l.8 10.500h7.400L14.500 6',
  scan: 'M3 7V3.500h3.500M13.500 3.500H17V7M17 13v3.500h-3.500M6.500 16.500H3V13M3 10h14',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name, size = 20, label }: { name: IconName; size?: number; label?: string }) {
  const shape = (
    <path
      d={drawings[name]}
      fill="none"
      stroke="currentColor"
      strokeWidth={size <= 16 ? 1.7 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
  const box = { width: size, height: size, viewBox: '0 0 20 20', style: { flex: 'none', display: 'block' } } as const
  if (label === undefined) {
    return (
      <svg {...box} aria-hidden="true">
        {shape}
      </svg>
    )
  }
  return (
    <svg {...box} role="img" aria-label={label}>
      {shape}
    </svg>
  )
}

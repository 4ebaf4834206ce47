/** Two drawings of our own, with where their positions are as shares of width and height. */
const LINE = 'fill="none" stroke="#222" stroke-width="2"'
const THIN = 'fill="none" stroke="#555" stroke-width="1"'

const fan = (x: number, y: number, r: number) =>
  `<circle cx="${x}" cy="${y}" r="${r}" ${LINE}/><circle cx="${x}" cy="${y}" r="${r / 6}" ${LINE}/>${[0, 120, 240]
    .map(
      (turn) =>
        `<path d="M${x},${y - r / 6} C${x + r / 2},${y - r / 2} ${x + r / 3},${y - r} ${x},${y - r * 0.9}" transform="rotate(${turn} ${x} ${y})" ${LINE}/>`,
    )
    .join('')}`
const leader = (x1: number, y1: number, x2: number, y2: number) =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#0b5cad" stroke-width="1"/>`

export const unitDrawing = {
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 520">
    <rect x="60" y="120" width="300" height="300" rx="8" ${LINE}/>${fan(210, 270, 120)}
    <g>${Array.from({ length: 12 }, (_, i) => `<line x1="${420 + i * 9}" y1="130" x2="${420 + i * 9}" y2="410" ${THIN}/>`).join('')}</g>
    <path d="M415,140 H530 M415,220 H530 M415,300 H530 M415,380 H530" ${LINE}/>
    <rect x="590" y="240" width="100" height="180" rx="46" ${LINE}/><path d="M620,240 V190 H560 V140" ${LINE}/><path d="M660,240 V170 H720 V130" ${LINE}/>
    <rect x="580" y="60" width="150" height="90" ${LINE}/><rect x="596" y="76" width="40" height="28" ${THIN}/><rect x="648" y="76" width="64" height="50" ${THIN}/>
    <circle cx="720" cy="200" r="16" ${LINE}/><path d="M80,440 H340 M80,460 H340" ${LINE}/>
    ${leader(210, 270, 120, 60)}${leader(470, 130, 470, 60)}${leader(640, 330, 740, 360)}${leader(680, 76, 760, 40)}${leader(300, 450, 400, 480)}${leader(720, 200, 775, 220)}${leader(560, 170, 540, 100)}
  </svg>`,
  at: [
    ...([
      [0.15, 0.1],
      [0.59, 0.1],
      [0.94, 0.7],
      [0.96, 0.06],
      [0.51, 0.93],
      [0.97, 0.44],
      [0.67, 0.18],
    ] as const),
  ] as readonly (readonly [number, number])[],
}

export const fanDrawing = {
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 360">
    ${fan(170, 180, 130)}<path d="M300,180 H400" stroke-dasharray="8 6" ${LINE}/>
    <circle cx="430" cy="180" r="14" ${LINE}/><path d="M444,180 H500" stroke-dasharray="8 6" ${LINE}/>
    <rect x="500" y="110" width="140" height="140" rx="20" ${LINE}/><path d="M640,180 H700" ${LINE}/><rect x="700" y="130" width="50" height="100" ${LINE}/>
    <path d="M520,110 V80 H620 V110 M530,250 V290 M610,250 V290" ${LINE}/>
    ${leader(170, 60, 170, 24)}${leader(430, 166, 430, 60)}${leader(570, 110, 570, 40)}${leader(725, 230, 725, 310)}
  </svg>`,
  at: [
    [0.21, 0.06],
    [0.54, 0.15],
    [0.71, 0.1],
    [0.91, 0.88],
  ] as readonly (readonly [number, number])[],
}

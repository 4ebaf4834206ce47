import { type Library, makeLibrary } from './library.ts'

const europe = () => import('./packs-of-europe.ts').then((file) => file.europePacks)
const america = () => import('./packs-of-america.ts').then((file) => file.americaPacks)
const asiaPacific = () => import('./packs-of-asia-pacific.ts').then((file) => file.asiaPacificPacks)
const gulfAfrica = () => import('./packs-of-gulf-africa.ts').then((file) => file.gulfAfricaPacks)
const china = () => import('./packs-of-china.ts').then((file) => file.chinaPacks)

const places: [countries: string, load: () => Promise<readonly unknown[]>][] = [
  ['CN', china],
  ['US CA BR CL MX', america],
  ['AU JP KR IN SG PH VN TH MY ID', asiaPacific],
  ['SA AE ZA', gulfAfrica],
  ['AT BE BG HR CY CZ DE DK EE ES FI FR GB GR HU IE IT LT LU LV MT NL NO PL PT RO RU SE SI SK TR', europe],
]

/** The packs one place needs, fetched when they are: a browser carries the law of its own region only. No packs for a place without any. */
export async function libraryOf(jurisdiction: string): Promise<Library> {
  const country = jurisdiction.slice(0, 2)
  const place = places.find(([countries]) => countries.split(' ').includes(country))
  return makeLibrary(place ? await place[1]() : [])
}

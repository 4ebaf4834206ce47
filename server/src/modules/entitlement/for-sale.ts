import { unitFactsFrom } from '../contracts/index.ts'
import { gatherFacts } from './facts.ts'
import { libraryOf, libraryOn } from './pack-library.ts'

/** What law and maker give for nothing, for the checks at the door of a contract; their own cover is not looked at. */
unitFactsFrom(async (tx, assetIds, at) => {
  const gathered = await gatherFacts(tx, assetIds, { at })
  const days = [...gathered.values()].map(({ facts }) => facts.at).sort()
  const library = libraryOn(await libraryOf(tx), days.at(-1) ?? at.toISOString().slice(0, 10))
  return {
    library,
    units: new Map([...gathered].map(([id, { facts }]) => [id, { ...facts, contracts: [], grants: [] }])),
  }
})

// json-rules-engine, with the rules of json_rules_engine.json.
//
//     node benchmarks/peers/by_json_rules_engine.mjs FOLDER OUT RUNS NODE_FOLDER
//
// NODE_FOLDER is where `npm install json-rules-engine` was run. The engine sees the facts of one entity at a time
// and can neither join nor add up: counts, sums and unions are prepared here and given to it as facts.
// An engine is asked of one entity after the other, which is faster than of all at once.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const began = performance.now()
const [folder, out, runs, nodeFolder] = process.argv.slice(2)
const { Engine } = createRequire(join(nodeFolder, 'package.json'))('json-rules-engine')
const here = dirname(fileURLToPath(import.meta.url))

const rows = (name) =>
  readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').slice(1).map((line) => line.split(';'))
const items = (cell) => (cell === 'none' ? [] : cell.split('|'))

const add = (sums, key, number) => sums.set(key, (sums.get(key) ?? 0) + number)

function factsByTable () {
  const positions = rows('positions.csv').map(([id, , unit, superior, , heads, professions]) => (
    { id, unit, superior, heads: Number(heads), professions: items(professions) }))
  const environments = new Map()
  const spans = new Map()
  const held = new Map()
  for (const { unit, superior, heads, professions } of positions) {
    if (superior !== 'none') add(spans, superior, heads)
    if (!held.has(unit)) held.set(unit, new Set())
    for (const profession of professions) {
      add(environments, `${unit} ${profession}`, heads)
      held.get(unit).add(profession)
    }
  }
  return {
    managers: [...spans].map(([id, span]) => ({ id, span })),
    positions: positions.map(({ id, unit, professions }) => (
      { id, environments: professions.map((one) => environments.get(`${unit} ${one}`)) })),
    tasks: rows('tasks.csv').map(([id, , responsible, needs]) => ({
      id,
      owners: items(responsible).length,
      needs: items(needs),
      held: [...new Set(items(responsible).flatMap((unit) => [...held.get(unit)]))]
    }))
  }
}

function engines () {
  const rules = JSON.parse(readFileSync(join(here, 'json_rules_engine.json'), 'utf8'))
  return Object.entries(rules).map(([table, ofTable]) => [table, new Engine(ofTable)])
}

async function evaluate (facts, engines) {
  const found = []
  for (const [table, engine] of engines) {
    for (const entity of facts[table]) {
      const { events } = await engine.run(entity)
      for (const { type } of events) found.push([type, entity.id])
    }
  }
  return found
}

const facts = factsByTable()
const asked = engines()
const prepare = (performance.now() - began) / 1000
const times = []
let findings = []
for (let run = 0; run < Number(runs); run++) {
  const from = performance.now()
  findings = await evaluate(facts, asked)
  times.push((performance.now() - from) / 1000)
}
writeFileSync(out, JSON.stringify({ prepare, evaluate: times, findings }))

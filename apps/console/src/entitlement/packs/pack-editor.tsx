import type { Pack, Problem, Rule } from '@aftercare/entitlement'
import { Card, EmptyState } from '@aftercare/ui'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFieldText } from './field-text.ts'
import { PackFields } from './pack-fields.tsx'
import styles from './packs.module.css'
import { ProblemList } from './problem-list.tsx'
import { RuleFields } from './rule-fields.tsx'
import { useRuleText } from './rule-text.ts'

type Props = { pack: Pack; problems: readonly Problem[]; onChange: (pack: Pack) => void }

/** The common changes of a pack without a line of code: the pack itself, and one rule at a time. */
export function PackEditor({ pack, problems, onChange }: Props) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const field = useFieldText()
  const [chosen, setChosen] = useState<number | null>(pack.rules.length > 0 ? 0 : null)
  const rule = chosen === null ? undefined : pack.rules[chosen]
  const setRules = (rules: Rule[], next: number | null) => {
    setChosen(next)
    onChange({ ...pack, rules })
  }
  const place = (path: string) => {
    const index = ruleOf(path)
    const name = field.name(path.replace(/^\.(rules\[\d+\]\.?)?/, '').replaceAll(/\[\d+\]/g, ''))
    return index === undefined ? name : [say.title(pack.rules[index]!), name].filter(Boolean).join(' · ')
  }
  const add = (one: Rule) => setRules([...pack.rules, one], pack.rules.length)
  return (
    <div className={styles.stack}>
      <div className={styles.editor}>
        <RuleNames
          pack={pack}
          problems={problems}
          chosen={chosen}
          onChoose={setChosen}
          onAdd={() => add(newRule(pack, t('rule.new')))}
        />
        {rule ? (
          <Card>
            <RuleFields
              key={chosen}
              rule={rule}
              onChange={(next) => setRules(pack.rules.with(chosen!, next), chosen)}
            />
            <div className={styles.bar}>
              <Button onClick={() => add({ ...rule, id: freeId(pack, rule.id) })}>{t('do.copyRule')}</Button>
              <Button
                danger
                onClick={() =>
                  setRules(
                    pack.rules.filter((_, index) => index !== chosen),
                    null,
                  )
                }
              >
                {t('do.removeRule')}
              </Button>
            </div>
          </Card>
        ) : (
          <Card title={t('packFields')}>
            <PackFields pack={pack} onChange={onChange} />
            {pack.rules.length === 0 && <EmptyState title={t('noRules')} hint={t('noRulesHint')} />}
          </Card>
        )}
      </div>
      {/* Below and in sight: above the fields its coming and going would move them under the hand and under an open list. */}
      {problems.length > 0 && (
        <div className={styles.wrongNow}>
          <ProblemList problems={problems} place={place} onShow={(path) => setChosen(ruleOf(path) ?? chosen)} />
        </div>
      )}
    </div>
  )
}

const ruleOf = (path: string): number | undefined => {
  const found = /^\.rules\[(\d+)\]/.exec(path)?.[1]
  return found === undefined ? undefined : Number(found)
}

function freeId(pack: Pack, base: string): string {
  for (let n = 2; ; n++) if (!pack.rules.some(({ id }) => id === `${base}-${n}`)) return `${base}-${n}`
}

/** A plain right to repair for two years: every word of it is there to be changed. */
function newRule(pack: Pack, title: string): Rule {
  return {
    id: freeId(pack, pack.id.toUpperCase()),
    layer: 'warranty',
    title: { en: title },
    when: { fact: 'defect.exempt', op: 'eq', value: false },
    term: { months: 24 },
    start: [{ latestOf: ['sale'], decisive: 'sale' }],
    covers: ['part', 'labour'],
    remedies: [{ options: ['repair'], electedBy: 'warrantor' }],
    source: { kind: 'found', ref: '-' },
    confidence: 'medium',
  }
}

type NamesProps = {
  pack: Pack
  problems: readonly Problem[]
  chosen: number | null
  onChoose: (index: number | null) => void
  onAdd: () => void
}

function RuleNames({ pack, problems, chosen, onChoose, onAdd }: NamesProps) {
  const { t } = useTranslation('packs')
  const say = useRuleText()
  const [typed, setTyped] = useState('')
  const wrong = new Set(problems.map(({ path }) => ruleOf(path)))
  const wanted = typed.trim().toLowerCase()
  return (
    <nav className={styles.ruleList} aria-label={t('ruleIds')}>
      <Input
        allowClear
        value={typed}
        placeholder={t('findRule')}
        aria-label={t('findRule')}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul className={styles.ruleNames}>
        <li>
          <button
            type="button"
            className={styles.ruleName}
            aria-current={chosen === null}
            onClick={() => onChoose(null)}
          >
            {t('packFields')}
          </button>
        </li>
        {pack.rules.map((rule, index) => {
          const title = say.title(rule)
          if (!`${rule.id} ${title}`.toLowerCase().includes(wanted)) return null
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: while an id is typed it may be empty or twice there
            <li key={index}>
              <button
                type="button"
                className={styles.ruleName}
                aria-current={chosen === index}
                onClick={() => onChoose(index)}
              >
                <span className={wrong.has(index) ? styles.wrong : undefined}>{title}</span>
                <span className={styles.note}>{rule.id}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <Button onClick={onAdd}>{t('do.addRule')}</Button>
    </nav>
  )
}

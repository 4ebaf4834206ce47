import { ifMatch } from '@aftercare/api'
import { DrawingView } from '@aftercare/ui/drawing'
import { Button, Form, Input, Segmented, Upload } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ModelSelect } from '../assets/model-select.tsx'
import { NameFields, type Names, typedNames } from '../assets/name-fields.tsx'
import { CatalogueSelect } from '../contracts/catalogue-select.tsx'
import { PartSelect } from '../parts/selects.tsx'
import { upload } from '../requests/upload.ts'
import { api } from '../shell/api.ts'
import { filled } from '../shell/cleaned.ts'
import { FormShell } from '../shell/form-shell.tsx'
import { useChange } from '../shell/use-change.ts'
import styles from './drawing.module.css'
import type { Drawing } from './drawing-page.tsx'

type Point = { key: string; number: string; x: number; y: number; partId: string | null; label?: string }
type Values = {
  name: Names
  modelId?: string
  familyId?: string
  serialFrom?: string | null
  serialTo?: string | null
}

/** A new drawing or other positions on it: choose the picture, click where a part is, say which. */
export function DrawingForm({ drawing, onDone }: { drawing?: Drawing; onDone: (id?: string) => void }) {
  const { t } = useTranslation(['parts', 'common'])
  const [file, setFile] = useState<File | null>(null)
  const [points, setPoints] = useState<Point[]>(() => (drawing?.spots ?? []).map(pointOf))
  const [chosen, setChosen] = useState<string | null>(null)
  const [scope, setScope] = useState<'model' | 'family'>(drawing?.familyId ? 'family' : 'model')
  const src = usePicture(file) ?? (drawing ? `/api/v1/drawings/${drawing.id}/picture` : null)
  const save = useChange(
    async (values: Values) => {
      const spots = points.flatMap(({ number, x, y, partId }) => (partId ? [{ number, x, y, partId }] : []))
      // Only the field that is shown has a value: the other of the two is taken back.
      const machine = { modelId: values.modelId ?? null, familyId: values.familyId ?? null }
      const about = { ...filled(values), name: typedNames(values.name), ...machine, spots }
      if (drawing) {
        const params = { path: { id: drawing.id } }
        const body = { ...about, isActive: drawing.isActive }
        return (await api.PUT('/api/v1/drawings/{id}', { params, body, headers: ifMatch(drawing.version) })).data
      }
      return (await api.POST('/api/v1/drawings', { body: { ...about, ...(await pictureOf(file)) } })).data
    },
    { paths: ['/api/v1/drawings', '/api/v1/drawings/{id}'], done: t('common:saved'), next: (made) => onDone(made?.id) },
  )
  const change = (key: string, part: Partial<Point>) =>
    setPoints((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const add = (x: number, y: number) =>
    setPoints((all) => [...all, { key: crypto.randomUUID(), number: nextNumber(all), x, y, partId: null }])
  return (
    <div className={styles.two}>
      <div>
        {!drawing && (
          <Upload
            accept=".svg,image/svg+xml,image/png,image/jpeg,image/webp"
            maxCount={1}
            showUploadList={false}
            beforeUpload={(picked) => {
              setFile(picked)
              return false
            }}
          >
            <Button>{file ? file.name : t('drawings.choose')}</Button>
          </Upload>
        )}
        {src && (
          <>
            <p className={styles.hint}>{t('drawings.clickHint')}</p>
            <DrawingView
              src={src}
              alt=""
              named={(number) => t('drawings.position', { number })}
              spots={points}
              chosen={chosen}
              onChoose={setChosen}
              onPoint={add}
            />
          </>
        )}
      </div>
      <FormShell<Values>
        busy={save.isPending}
        error={save.error}
        submitLabel={t('common:do.save')}
        initial={drawing ? valuesOf(drawing) : {}}
        onCancel={() => onDone()}
        onSubmit={save.mutate}
      >
        <NameFields />
        <Form.Item label={t('column.machine')} required>
          <Segmented<'model' | 'family'>
            aria-label={t('column.machine')}
            value={scope}
            onChange={setScope}
            options={[
              { value: 'model', label: t('fits.model') },
              { value: 'family', label: t('column.familyId') },
            ]}
          />
        </Form.Item>
        {scope === 'model' ? (
          <Form.Item key="model" name="modelId" label={t('fits.model')} rules={[{ required: true }]}>
            <ModelSelect known={drawing?.modelId ? { value: drawing.modelId, label: drawing.machine } : undefined} />
          </Form.Item>
        ) : (
          <Form.Item key="family" name="familyId" label={t('column.familyId')} rules={[{ required: true }]}>
            <CatalogueSelect path="/api/v1/families" />
          </Form.Item>
        )}
        <Form.Item name="serialFrom" label={t('fits.from')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="serialTo" label={t('fits.to')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item label={t('column.spots')} required>
          {points.length === 0 && <p className={styles.quiet}>{t('drawings.noPoints')}</p>}
          <ul className={styles.points}>
            {points.map((point) => (
              <li key={point.key}>
                <Input
                  value={point.number}
                  maxLength={12}
                  aria-label={t('column.number')}
                  onChange={(event) => change(point.key, { number: event.target.value })}
                />
                <PartSelect
                  value={point.partId}
                  known={point.partId && point.label ? { value: point.partId, label: point.label } : undefined}
                  onChange={(partId) => change(point.key, { partId })}
                />
                <Button
                  type="link"
                  danger
                  onClick={() => setPoints((all) => all.filter((one) => one.key !== point.key))}
                >
                  {t('common:do.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </Form.Item>
      </FormShell>
    </div>
  )
}

const pointOf = ({ number, x, y, part }: Drawing['spots'][number]): Point => ({
  ...{ key: crypto.randomUUID(), number, x, y, partId: part.id, label: part.number },
})
const valuesOf = ({ name, modelId, familyId, serialFrom, serialTo }: Drawing): Partial<Values> => ({
  ...{ name: name as Names, serialFrom, serialTo },
  ...(modelId && { modelId }),
  ...(familyId && { familyId }),
})
const nextNumber = (points: readonly Point[]) =>
  String(Math.max(0, ...points.map((one) => Number.parseInt(one.number, 10) || 0)) + 1)

/** A drawing goes along as its text, which the server makes safe; a photo as a file. */
async function pictureOf(file: File | null) {
  if (!file) return {}
  const isDrawing = file.type === 'image/svg+xml' || file.name.toLowerCase().endsWith('.svg')
  return isDrawing ? { svg: await file.text() } : { fileId: (await upload(file, 'photo')).id }
}

/** The chosen file as an address for as long as it is shown. */
function usePicture(file: File | null): string | null {
  const [src, setSrc] = useState<string | null>(null)
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file)
    setSrc(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return src
}

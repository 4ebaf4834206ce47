import { paths } from '../paths.ts'
import type { Screen } from '../shell/screen.ts'

export const screens: Screen[] = [
  {
    path: paths.partSearch(),
    page: () => import('./part-search.tsx').then((m) => m.PartSearch),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:search.title' },
  },
  {
    path: paths.stock(),
    page: () => import('./stock-list.tsx').then((m) => m.Stock),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:stock' },
  },
  {
    path: paths.parts(),
    page: () => import('./part-list.tsx').then((m) => m.Parts),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:title' },
  },
  {
    path: paths.partRequests(),
    page: () => import('./part-request-list.tsx').then((m) => m.PartRequests),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:partRequests' },
  },
  {
    path: paths.partRequest('$id'),
    page: () => import('./part-request-page.tsx').then((m) => m.PartRequestPage),
    needs: 'parts.read',
  },
  {
    path: paths.purchaseOrders(),
    page: () => import('./purchase-list.tsx').then((m) => m.PurchaseOrders),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:purchaseOrders' },
  },
  {
    path: paths.purchaseOrder('$id'),
    page: () => import('./purchase-page.tsx').then((m) => m.PurchaseOrderPage),
    needs: 'parts.read',
  },
  {
    path: paths.transfers(),
    page: () => import('./transfer-list.tsx').then((m) => m.Transfers),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:transfers' },
  },
  {
    path: paths.transfer('$id'),
    page: () => import('./transfer-page.tsx').then((m) => m.TransferPage),
    needs: 'parts.read',
  },
  {
    path: paths.oldParts(),
    page: () => import('./old-part-list.tsx').then((m) => m.OldParts),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:old.title' },
  },
  {
    path: paths.stockMovements(),
    page: () => import('./movement-list.tsx').then((m) => m.StockMovements),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:movements', seldom: true },
  },
  {
    path: paths.stockPlaces(),
    page: () => import('./place-list.tsx').then((m) => m.StockPlaces),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:places', seldom: true },
  },
  {
    path: paths.stockOwners(),
    page: () => import('./owner-list.tsx').then((m) => m.StockOwners),
    needs: 'parts.read',
    rail: { group: 'settings', label: 'parts:owners.title' },
  },
  {
    path: paths.stockDebts(),
    page: () => import('./debt-list.tsx').then((m) => m.StockDebts),
    needs: 'parts.read',
    rail: { group: 'parts', label: 'parts:debts.title', seldom: true },
  },
  {
    path: paths.stockWorth(),
    page: () => import('./stock-worth.tsx').then((m) => m.StockWorth),
    needs: 'parts.value',
    rail: { group: 'parts', label: 'parts:worth.title', seldom: true },
  },
  {
    path: paths.partFigures(),
    page: () => import('../insight/part-figures.tsx').then((m) => m.PartFigures),
    needs: 'parts.value',
    rail: { group: 'parts', label: 'insight:parts.title', seldom: true },
  },
  { path: paths.part('$id'), page: () => import('./part-page.tsx').then((m) => m.PartPage), needs: 'parts.read' },
  {
    path: paths.stockDocument('$id'),
    page: () => import('./document-page.tsx').then((m) => m.StockDocumentPage),
    needs: 'parts.read',
  },
]

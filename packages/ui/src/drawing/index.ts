export { DrawingView, type Spot } from './drawing-view.tsx'

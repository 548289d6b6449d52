import { isDay } from '#kernel/calendar/day.ts';
import { isRegionCode } from '#kernel/places/regions.ts';
import { regionListName } from '#kernel/ui/forms/region-names.ts';
import { useText } from '#kernel/ui/look/language.ts';
import { ScrollFrame } from '#kernel/ui/parts/scroll-frame.tsx';
import type { DraftMission } from '../../model.ts';
import { type RouteNode, routeNodes } from './route-line.ts';

const step = 150;
const shortDay = (day: string | null): string => (day && isDay(day) ? day.slice(5) : '');

/** The stops as one line, out and home again; the tables say the same in words. */
export function RouteDrawing({ route }: { readonly route: DraftMission['route'] }) {
  const t = useText();
  const nodes = routeNodes(route);
  if (nodes.length === 0) return null;
  const width = Math.max(480, (nodes.length - 1) * step + 120);
  const name = (node: RouteNode) =>
    [
      node.city || t({ zh: '本市', en: 'Home' }),
      node.use !== 'home' && node.region && isRegionCode(node.region) ? t(regionListName(node.region)) : '',
    ]
      .filter(Boolean)
      .join('，');
  return (
    <ScrollFrame className="route-line">
      <svg width={width} height={84} role="img" aria-label={nodes.map(name).join(' → ')}>
        <line x1={60} x2={60 + (nodes.length - 1) * step} y1={40} y2={40} />
        {nodes.map((node, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place may be visited twice
          <g key={index} transform={`translate(${60 + index * step} 40)`}>
            <circle r={6} className={node.use} />
            <text y={-16} textAnchor="middle">
              {node.city || t({ zh: '本市', en: 'Home' })}
            </text>
            <text className="route-days" y={24} textAnchor="middle">
              {[shortDay(node.arrive), shortDay(node.leave)].filter(Boolean).join(' – ')}
            </text>
            {node.use !== 'home' && (
              <text className="route-days" y={40} textAnchor="middle">
                {node.use === 'transit'
                  ? t({ zh: '经停', en: 'transit' })
                  : node.region && isRegionCode(node.region)
                    ? t(regionListName(node.region))
                    : ''}
              </text>
            )}
          </g>
        ))}
      </svg>
    </ScrollFrame>
  );
}

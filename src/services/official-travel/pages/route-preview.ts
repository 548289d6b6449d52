import type { Text } from '#kernel/text.ts';
import type { MissionPage } from '../answers.ts';
import { missionProcess } from '../process.ts';
import { standardRoute } from '../standard-route.ts';

export interface RoutePreview {
  readonly steps: readonly { readonly key: string; readonly label: Text; readonly depends: boolean }[];
  /** The case's own route, or the office's standard one because none has been chosen yet. */
  readonly own: boolean;
}

/** Which steps a submission will take: those of the case where it has a route; before, the standard steps, conditional ones marked. */
export function routePreview(path: MissionPage['path']): RoutePreview {
  if (path.length > 0) {
    return {
      own: true,
      steps: path
        .filter(({ status }) => status !== 'skipped')
        .map(({ node, label }) => ({ key: node, label, depends: false })),
    };
  }
  return {
    own: false,
    steps: standardRoute.nodes.map(({ key, step, when }) => ({
      key,
      label: missionProcess.steps[step]?.label ?? { zh: step, en: step },
      depends: when !== undefined && when !== 'true',
    })),
  };
}

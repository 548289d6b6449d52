/** The one list of services: the only registration there is. */
export const services = [] as const;

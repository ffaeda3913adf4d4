// A module that vite bundles into a worker and puts into the page itself.
declare module '*?worker&inline' {
  const InlineWorker: new () => Worker;
  export default InlineWorker;
}

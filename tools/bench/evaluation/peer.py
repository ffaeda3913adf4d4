"""One evaluation by a peer: peer.py NAME bbox|segm|load|polygons GROUND_TRUTH RESULTS [THREADS]; prints one line of JSON."""
import contextlib
import io
import json
import os
import sys

name, job, truth_file, result_file = sys.argv[1:5]
threads = int(sys.argv[5]) if len(sys.argv) > 5 else 1
KEYS = ['AP', 'AP50', 'AP75', 'APs', 'APm', 'APl', 'APr', 'APc', 'APf', 'AR@300', 'ARs@300', 'ARm@300', 'ARl@300']


def hotcoco():
    from hotcoco import COCO, COCOeval, LVISResults
    truth = COCO(truth_file)
    if job in ('load', 'polygons'):
        return {}
    evaluation = COCOeval(truth, LVISResults(truth, result_file), job, lvis_style=True)
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    return dict(evaluation.get_results())


def ultrafast():
    from ultrafast_pycocotools import COCO, COCOeval
    truth = COCO(truth_file)
    if job in ('load', 'polygons'):
        return {}
    evaluation = COCOeval(truth, truth.loadRes(result_file), job, lvis_style=True)
    evaluation.evaluate()
    evaluation.accumulate()
    evaluation.summarize()
    return dict(zip(KEYS, evaluation.stats))


def vernier():
    from pathlib import Path
    from vernier.instance import CocoDataset
    import vernier._core as core
    truth = CocoDataset.from_lvis_json(Path(truth_file).read_bytes())
    if job in ('load', 'polygons'):
        return {}
    evaluate = getattr(core, f'evaluate_{job}_grid')
    options = dict(parity_mode='strict', max_dets_per_image=300, use_cats=True, num_threads=threads)
    accumulated = evaluate(truth, Path(result_file).read_bytes(), **options).accumulate([300])
    return dict(zip(KEYS, accumulated.summarize_lvis(truth, max_dets=[300]).stats))


def lvis():
    import logging
    logging.disable(logging.CRITICAL)
    import numpy
    numpy.float = float
    from lvis import LVIS, LVISEval, LVISResults
    truth = LVIS(truth_file)
    if job in ('load', 'polygons'):
        return {}
    evaluation = LVISEval(truth, LVISResults(truth, result_file), job)
    evaluation.run()
    return evaluation.results


def orjson():
    import orjson as library
    with open(truth_file, 'rb') as file:
        library.loads(file.read())
    return {}


with contextlib.redirect_stdout(io.StringIO()):
    figures = {key: float(value) for key, value in globals()[name]().items()}
print(json.dumps({'figures': figures}), flush=True)
os._exit(0)

"""One evaluation by hotcoco: peer.py GROUND_TRUTH RESULTS HIERARCHY plain|expanded; prints one line of JSON.

Its rules are others: no image-level labels, a detection whose best box is taken goes on to the next one, and the root is a class.
"""
import contextlib
import io
import json
import os
import sys
import warnings

from hotcoco import COCO, COCOeval, Hierarchy

truth_file, result_file, hierarchy_file, detections = sys.argv[1:5]
warnings.simplefilter('ignore')
with contextlib.redirect_stdout(io.StringIO()):
    truth = COCO(truth_file)
    places = {category['freebase_id']: category['id'] for category in truth.dataset['categories']}
    hierarchy = Hierarchy.from_file(hierarchy_file, places)
    evaluation = COCOeval(truth, truth.load_res(result_file), 'bbox', oid_style=True, hierarchy=hierarchy)
    evaluation.params.max_dets = [300]
    evaluation.params.expand_dt = detections == 'expanded'
    evaluation.run()
name = 'AP50_expand' if detections == 'expanded' else 'AP50'
print(json.dumps({'figures': {name: evaluation.get_results()['AP']}}), flush=True)
os._exit(0)

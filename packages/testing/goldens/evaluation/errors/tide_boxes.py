"""Writes tide_boxes.json (pip install tidecv==1.0.1): boxes of five classes, and what tidecv 1.0.1 says about them."""
import json, random, sys
from tidecv import TIDE, Data
random.seed(11)
# Object counts share no factor with 100, so that no recall is a multiple of 0.01 (tidecv compares with i / 100).
COUNTS = {1: 7, 2: 13, 3: 21, 4: 9, 5: 27}
IMAGES = 9
def box():
    return [round(random.uniform(0, 150), 1), round(random.uniform(0, 150), 1), round(random.uniform(15, 50), 1), round(random.uniform(15, 50), 1)]
def moved(b, by):
    return [round(b[0] + random.gauss(0, by * b[2]), 1), round(b[1] + random.gauss(0, by * b[3]), 1), round(b[2] * (1 + random.gauss(0, by)), 1), round(b[3] * (1 + random.gauss(0, by)), 1)]
annotations = []
for category, count in COUNTS.items():
    for _ in range(count):
        b = box()
        annotations.append({"id": len(annotations) + 1, "image_id": 1 + random.randrange(IMAGES), "category_id": category, "bbox": b, "area": round(b[2] * b[3], 2)})
detections, used = [], set()
def detect(image, category, b):
    if b[2] < 2 or b[3] < 2: return
    score = round(random.random(), 4)
    while score in used: score = round(random.random(), 4)
    used.add(score)
    detections.append({"image_id": image, "category_id": category, "bbox": b, "score": score})
for a in annotations:
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        category = a["category_id"] if random.random() < 0.75 else random.randint(1, 5)
        detect(a["image_id"], category, moved(a["bbox"], random.choice([0.03, 0.15, 0.3])))
for _ in range(30): detect(1 + random.randrange(IMAGES), random.randint(1, 5), box())
gt, dt = Data("gt"), Data("dt")
for c in COUNTS: gt.add_class(c, str(c))
for i in range(1, IMAGES + 1): gt.add_image(i, str(i))
for a in annotations: gt.add_ground_truth(a["image_id"], a["category_id"], a["bbox"])
for d in detections: dt.add_detection(d["image_id"], d["category_id"], d["score"], d["bbox"])
tide = TIDE()
run = tide.evaluate(gt, dt, mode=TIDE.BOX)
names = {"Cls": "classification", "Loc": "localisation", "Both": "both", "Dupe": "duplicate", "Bkg": "background", "Miss": "missed"}
main, special = run.fix_main_errors(), run.fix_special_errors()
expected = {
    "ap": run.ap / 100,
    "counts": {names[k.short_name]: len(v) for k, v in run.error_dict.items()},
    "gains": {names[k.short_name]: v / 100 for k, v in main.items()},
    "false_positives": [v / 100 for k, v in special.items() if k.short_name == "FalsePos"][0],
    "false_negatives": [v / 100 for k, v in special.items() if k.short_name == "FalseNeg"][0],
}
print(json.dumps(expected, indent=1), file=sys.stderr)
json.dump({"source": "tidecv 1.0.1, TIDE.BOX, seed 11", "ground_truth": {"images": [{"id": i, "width": 200, "height": 200} for i in range(1, IMAGES + 1)], "categories": [{"id": c, "name": str(c)} for c in COUNTS], "annotations": annotations}, "detections": detections, "expected": expected}, open("tide_boxes.json", "w"))

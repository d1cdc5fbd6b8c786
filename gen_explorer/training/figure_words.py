"""The figures that `evaluate` can measure, in words: label and protocol in both languages.

Cards carry them in every language at once, so they are no texts for `tr`.
"""

from __future__ import annotations

import re
from typing import Any

from gen_explorer.checkpoints.card import Figure

DRAWN = (
    "{count} samples (seeds 0 to {last}{sampler_en})",
    "{count} muestras (semillas 0 a {last}{sampler_es})",
)
FLOOR = (
    " over the same of {reference} real test pictures, which is {floor:.3g}; both against "
    "{reference} training pictures in the {features} features of {judge}",
    ", dividida por la de {reference} imágenes reales de prueba, que es {floor:.3g}; ambas frente "
    "a {reference} imágenes de entrenamiento en las {features} características de {judge}",
)
SOME = ("{some} of " + DRAWN[0], "{some} de " + DRAWN[1])
SOME_FLOOR = tuple(text.replace("{reference}", "{some}") for text in FLOOR)
PIXELS = (
    "root mean squared difference of pixels in [-1, 1]",
    "diferencia cuadrática media (raíz) de píxeles en [-1, 1]",
)

WORDS: dict[str, tuple[str, str, str, str]] = {
    "parameters": (
        "Parameters",
        "Parámetros",
        "numbers that training set, encoder or discriminator included",
        "números que fijó el entrenamiento, incluidos codificador o discriminador",
    ),
    "samples_per_second": (
        "Samples a second",
        "Muestras por segundo",
        "decoded in torch in batches of {batch}; processor threads: {threads}",
        "decodificadas con torch en lotes de {batch}; hilos del procesador: {threads}",
    ),
    "accuracy": (
        "Accuracy",
        "Exactitud",
        "share of {count} test pictures whose most likely class is the right one",
        "proporción de {count} imágenes de prueba cuya clase más probable es la correcta",
    ),
    "frechet_ratio": (
        "Frechet ratio",
        "Razón de Fréchet",
        "Frechet distance of " + DRAWN[0] + ", {value_raw:.3g}," + FLOOR[0] + ". 1 is as good as "
        "real pictures; not comparable with FID",
        "distancia de Fréchet de " + DRAWN[1] + ", {value_raw:.3g}" + FLOOR[1] + ". 1 equivale a "
        "imágenes reales; no es comparable con la FID",
    ),
    "kernel_distance": (
        "Kernel distance",
        "Distancia de núcleo",
        "squared MMD with a cubic kernel, unbiased, mean over {subsets} draws of {subset}, of "
        + DRAWN[0]
        + " against {reference} training pictures in the {features} features of {judge}; "
        "{reference} real test pictures have {floor:.2g}",
        "MMD al cuadrado con núcleo cúbico, sin sesgo, media de {subsets} sorteos de {subset}, de "
        + DRAWN[1]
        + " frente a {reference} imágenes de entrenamiento en las {features} características de "
        "{judge}; {reference} imágenes reales de prueba tienen {floor:.2g}",
    ),
    "precision_ratio": (
        "Precision ratio",
        "Razón de precisión",
        "share of " + SOME[0] + " within reach of the {k} nearest neighbours of a training "
        "picture, {value_raw:.3f}," + SOME_FLOOR[0],
        "proporción de " + SOME[1] + " al alcance de los {k} vecinos más próximos de una imagen "
        "de entrenamiento, {value_raw:.3f}" + SOME_FLOOR[1],
    ),
    "recall_ratio": (
        "Recall ratio",
        "Razón de exhaustividad",
        "share of training pictures within reach of the {k} nearest neighbours of one of "
        + SOME[0]
        + ", {value_raw:.3f},"
        + SOME_FLOOR[0],
        "proporción de imágenes de entrenamiento al alcance de los {k} vecinos más próximos de una "
        "de " + SOME[1] + ", {value_raw:.3f}" + SOME_FLOOR[1],
    ),
    "density_ratio": (
        "Density ratio",
        "Razón de densidad",
        "mean number of training pictures whose {k} nearest neighbours reach as far as one of "
        + SOME[0]
        + ", over {k}, {value_raw:.3f},"
        + SOME_FLOOR[0],
        "número medio de imágenes de entrenamiento cuyos {k} vecinos más próximos alcanzan a una "
        "de " + SOME[1] + ", entre {k}, {value_raw:.3f}" + SOME_FLOOR[1],
    ),
    "coverage_ratio": (
        "Coverage ratio",
        "Razón de cobertura",
        "share of training pictures with one of " + SOME[0] + " within reach of their {k} nearest "
        "neighbours, {value_raw:.3f}," + SOME_FLOOR[0],
        "proporción de imágenes de entrenamiento con una de " + SOME[1] + " al alcance de sus {k} "
        "vecinos más próximos, {value_raw:.3f}" + SOME_FLOOR[1],
    ),
    "fid": (
        "FID",
        "FID",
        "Frechet distance in Inception's 2048 features (weights {judge}) of " + DRAWN[0] + " "
        "against {reference} training pictures; as many real test pictures have {floor:.3g}",
        "distancia de Fréchet en las 2048 características de Inception (pesos {judge}) de "
        + DRAWN[1]
        + " frente a {reference} imágenes de entrenamiento; otras tantas imágenes reales de prueba "
        "tienen {floor:.3g}",
    ),
    "fid_ratio": (
        "FID ratio",
        "Razón de FID",
        "FID over the FID of {reference} real test pictures, both against {reference} training "
        "pictures",
        "FID dividida por la FID de {reference} imágenes reales de prueba, ambas frente a "
        "{reference} imágenes de entrenamiento",
    ),
    "classes_covered": (
        "Classes covered",
        "Clases cubiertas",
        "share of the {classes} classes that {judge} calls at least a tenth of their fair share of "
        + DRAWN[0],
        "proporción de las {classes} clases a las que {judge} asigna al menos una décima parte de "
        "lo que les toca de " + DRAWN[1],
    ),
    "class_entropy": (
        "Class entropy",
        "Entropía de clases",
        "in nats, of the classes that {judge} calls "
        + DRAWN[0]
        + "; {most:.3f} if all were alike, "
        "and {real:.3f} for {reference} test pictures",
        "en nats, de las clases que {judge} asigna a " + DRAWN[1] + "; {most:.3f} si todas fueran "
        "igual de frecuentes, y {real:.3f} en {reference} imágenes de prueba",
    ),
    "class_agreement": (
        "Right class",
        "Clase acertada",
        "share of " + DRAWN[0] + " that {judge} calls the class that was asked for; {real:.3f} of "
        "{reference} test pictures",
        "proporción de " + DRAWN[1] + " a las que {judge} asigna la clase pedida; {real:.3f} en "
        "{reference} imágenes de prueba",
    ),
    "code_agreement": (
        "Code means a class",
        "El código es una clase",
        "share of " + DRAWN[0] + " whose categorical code is the class that {judge} calls, codes "
        "and classes paired one to one",
        "proporción de " + DRAWN[1] + " cuyo código categórico es la clase que asigna {judge}, con "
        "códigos y clases emparejados uno a uno",
    ),
    "feature_diversity": (
        "Diversity",
        "Diversidad",
        "mean distance of pairs of " + DRAWN[0] + " in the {features} features of {judge}, over "
        "that of test pictures; 1 is as varied as the data",
        "distancia media entre pares de " + DRAWN[1] + " en las {features} características de "
        "{judge}, dividida por la de imágenes de prueba; 1 es tan variado como los datos",
    ),
    "duplicates": (
        "Duplicates",
        "Duplicados",
        "share of " + DRAWN[0] + " that have a twin among them: one nearer than all but 1 % of as "
        "many test pictures have (" + PIXELS[0] + "); 0.01 is as varied as the data",
        "proporción de " + DRAWN[1] + " que tienen un gemelo entre ellas: otra más próxima de lo "
        "que la tiene todo menos el 1 % de otras tantas imágenes de prueba (" + PIXELS[1] + "); "
        "0,01 es tan variado como los datos",
    ),
    "support": (
        "Different pictures",
        "Imágenes distintas",
        "estimated by the birthday paradox: all pairs of "
        + DRAWN[0]
        + " over the {pairs} pairs of "
        "twins (one, if there are none); {real:.3g} for as many test pictures",
        "estimadas por la paradoja del cumpleaños: todos los pares de " + DRAWN[1] + " entre los "
        "{pairs} pares de gemelas (uno, si no hay); {real:.3g} en otras tantas imágenes de prueba",
    ),
    "novelty": (
        "Distance to training pictures",
        "Distancia a las imágenes de entrenamiento",
        "median distance of " + DRAWN[0] + " to the nearest of {training} training pictures, over "
        "that of as many test pictures (" + PIXELS[0] + "); near 0 training pictures are repeated, "
        "and soft pictures lie below 1",
        "mediana de la distancia de " + DRAWN[1] + " a la más próxima de {training} imágenes de "
        "entrenamiento, dividida por la de otras tantas imágenes de prueba (" + PIXELS[1] + "); "
        "cerca de 0 se repiten imágenes de entrenamiento, y las imágenes borrosas quedan por "
        "debajo de 1",
    ),
    "sharpness": (
        "Sharpness",
        "Nitidez",
        "variance of the Laplacian (each pixel against its four neighbours), mean over "
        + DRAWN[0]
        + ", over that of test pictures; below 1 softer than real pictures, noise counts as sharp",
        "varianza del laplaciano (cada píxel frente a sus cuatro vecinos), media de "
        + DRAWN[1]
        + ","
        " dividida por la de imágenes de prueba; por debajo de 1 son más borrosas que las reales, "
        "y el ruido cuenta como nitidez",
    ),
    "detail": (
        "Fine detail",
        "Detalle fino",
        "share of the power in frequencies above a quarter of a cycle a pixel, mean over "
        + DRAWN[0]
        + ", over that of test pictures",
        "proporción de la potencia en frecuencias de más de un cuarto de ciclo por píxel, media de "
        + DRAWN[1]
        + ", dividida por la de imágenes de prueba",
    ),
    "mse": (
        "Reconstruction error",
        "Error de reconstrucción",
        "mean squared error of pixels in [0, 1], {count} test pictures",
        "error cuadrático medio de píxeles en [0, 1], {count} imágenes de prueba",
    ),
    "psnr": (
        "PSNR",
        "PSNR",
        "of the reconstruction, in decibels, mean over {count} test pictures",
        "de la reconstrucción, en decibelios, media de {count} imágenes de prueba",
    ),
    "ssim": (
        "SSIM",
        "SSIM",
        "structural similarity of the reconstruction (Gaussian window, sigma 1.5), mean over "
        "{count} test pictures",
        "semejanza estructural de la reconstrucción (ventana gaussiana, sigma 1,5), media de "
        "{count} imágenes de prueba",
    ),
    "reconstruction_sharpness": (
        "Sharpness of reconstructions",
        "Nitidez de las reconstrucciones",
        "variance of the Laplacian, mean over the reconstructions of {count} test pictures, over "
        "that of the pictures themselves",
        "varianza del laplaciano, media de las reconstrucciones de {count} imágenes de prueba, "
        "dividida por la de las propias imágenes",
    ),
    "perplexity": (
        "Perplexity of codes",
        "Perplejidad de los códigos",
        "of {section}: exp(entropy) of the codes of {count} test pictures; {levels} if all were "
        "used alike",
        "de {section}: exp(entropía) de los códigos de {count} imágenes de prueba; {levels} si "
        "todos se usaran por igual",
    ),
    "elbo_binary": (
        "ELBO, black and white",
        "ELBO, blanco y negro",
        "lower bound of ln p(x) in nats, mean over {count} test pictures split at mid grey, one "
        "draw of z each{class_en}",
        "cota inferior de ln p(x) en nats, media de {count} imágenes de prueba divididas en el "
        "gris medio, un sorteo de z por imagen{class_es}",
    ),
    "nats_binary": (
        "ln p(x), black and white",
        "ln p(x), blanco y negro",
        "in nats, {how_en}, mean over {count} test pictures split at mid grey{class_en}",
        "en nats, {how_es}, media de {count} imágenes de prueba divididas en el gris medio"
        "{class_es}",
    ),
    "bits_binary": (
        "Bits a pixel, black and white",
        "Bits por píxel, blanco y negro",
        "-log2 p(x) over {pixels} pixels, {how_en}, mean over {count} test pictures split at mid "
        "grey{class_en}; a coin needs 1",
        "-log2 p(x) entre {pixels} píxeles, {how_es}, media de {count} imágenes de prueba "
        "divididas en el gris medio{class_es}; una moneda necesita 1",
    ),
    "nats": (
        "ln p(x)",
        "ln p(x)",
        "exact, in nats, mean over {count} test pictures, {of_en}",
        "exacta, en nats, media de {count} imágenes de prueba, {of_es}",
    ),
    "bits": (
        "Bits per dimension",
        "Bits por dimensión",
        "-log2 p(x) over {pixels} pixel values, {of_en}, mean over {count} test pictures",
        "-log2 p(x) entre {pixels} valores de píxel, {of_es}, media de {count} imágenes de prueba",
    ),
    "active_units": (
        "Active units",
        "Unidades activas",
        "of {size}; components whose posterior mean has a variance above 0.01 over {count} test "
        "pictures",
        "de {size}; componentes cuya media a posteriori tiene una varianza superior a 0,01 en "
        "{count} imágenes de prueba",
    ),
    "total_correlation": (
        "Total correlation",
        "Correlación total",
        "in nats, of the codes of {count} test pictures taken as normally distributed{drawn_en}; 0 "
        "where components are uncorrelated",
        "en nats, de los códigos de {count} imágenes de prueba tomados como normales{drawn_es}; 0 "
        "si las componentes no están correlacionadas",
    ),
}

DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")

SAMPLERS = {
    "prior": ("", ""),
    "gaussian": (", fitted Gaussian", ", gaussiana ajustada"),
    "mixture": (", mixture of 10 Gaussians", ", mezcla de 10 gaussianas"),
    "aggregated": (", aggregated posterior", ", posterior agregada"),
}
"""What a protocol says of how the vector was drawn."""


def figure(name: str, value: float, sampler: str = "prior", **facts: Any) -> Figure:
    """The figure `name` with its words; with another sampler than the prior its name says so."""
    label_en, label_es, protocol_en, protocol_es = WORDS[name]
    sampler_en, sampler_es = SAMPLERS[sampler]
    if "count" in facts:
        facts["last"] = facts["count"] - 1
    facts |= {"sampler_en": sampler_en, "sampler_es": sampler_es}
    suffix = "" if sampler == "prior" else f"_{sampler}"
    return Figure(
        name + suffix,
        float(f"{value:.4g}"),
        {"en": label_en + sampler_en, "es": label_es + sampler_es},
        {
            "en": protocol_en.format(**facts),
            "es": DECIMAL_POINT.sub(",", protocol_es.format(**facts)),
        },
    )

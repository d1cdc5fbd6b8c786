<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>figure</source>
    <translation>medida</translation>
  </message>
  <message>
    <source>value</source>
    <translation>valor</translation>
  </message>
  <message>
    <source>how it was measured</source>
    <translation>cómo se midió</translation>
  </message>
  <message>
    <source>Stopped; what was measured of this model is not stored.</source>
    <translation>Detenido; lo medido de este modelo no se guarda.</translation>
  </message>
  <message>
    <source>Stored in {path}.</source>
    <translation>Guardado en {path}.</translation>
  </message>
  <message>
    <source>Ids of models, bundles' folders, or runs' folders.</source>
    <translation>Ids de modelos, carpetas de paquetes o carpetas de entrenamientos.</translation>
  </message>
  <message>
    <source>Pictures that each model draws; 10,000, or 1,000 where that takes long.</source>
    <translation>Imágenes que dibuja cada modelo; 10 000, o 1000 donde eso tarda.</translation>
  </message>
  <message>
    <source>Other data than what the model was trained on.</source>
    <translation>Otros datos que aquellos con los que se entrenó el modelo.</translation>
  </message>
  <message>
    <source>File of Inception's weights, to measure the published FID.</source>
    <translation>Archivo con los pesos de Inception, para medir la FID que se publica.</translation>
  </message>
  <message>
    <source>Write the figures into the bundle's card or the run's folder.</source>
    <translation>Escribe las medidas en la ficha del paquete o en la carpeta del entrenamiento.</translation>
  </message>
  <message>
    <source>Name the file {file} of pytorch-fid's release fid_weights.</source>
    <translation>Indica el archivo {file} de la publicación fid_weights de pytorch-fid.</translation>
  </message>
  <message>
    <source>There is no file {path} with Inception's weights.</source>
    <translation>No hay ningún archivo {path} con los pesos de Inception.</translation>
  </message>
  <message>
    <source>{path} does not hold the Inception weights that FID is published with.</source>
    <translation>{path} no contiene los pesos de Inception con los que se publica la FID.</translation>
  </message>
  <message>
    <source>Measure what models can be judged by, and store the figures.</source>
    <translation>Mide aquello por lo que se puede juzgar a los modelos y guarda las medidas.</translation>
  </message>
  <message>
    <source>Drawing {count} samples</source>
    <translation>Dibujando {count} muestras</translation>
  </message>
  <message>
    <source>Loading the data</source>
    <translation>Cargando los datos</translation>
  </message>
  <message>
    <source>Use more --samples, or a larger data set.</source>
    <translation>Usa más --samples, o más datos.</translation>
  </message>
  <message>
    <source>FID with Inception's features was not measured: name the weights with --inception FILE.</source>
    <translation>No se midió la FID con las características de Inception: indica los pesos con --inception ARCHIVO.</translation>
  </message>
  <message>
    <source>, over {count} samples</source>
    <translation>, con {count} muestras</translation>
  </message>
  <message>
    <source>Classifying test pictures</source>
    <translation>Clasificando imágenes de prueba</translation>
  </message>
  <message>
    <source>Reconstructing test pictures</source>
    <translation>Reconstruyendo imágenes de prueba</translation>
  </message>
  <message>
    <source>Measuring the likelihood</source>
    <translation>Midiendo la verosimilitud</translation>
  </message>
  <message>
    <source>To measure anything, {least} pictures are needed, not {count}.</source>
    <translation>Para medir algo hacen falta {least} imágenes, no {count}.</translation>
  </message>
  <message>
    <source>No classifier of {data} is in the box, so nothing was measured in its features.</source>
    <translation>No hay ningún clasificador de {data} en la caja, así que no se midió nada en sus características.</translation>
  </message>
  <message>
    <source>Comparing with real pictures</source>
    <translation>Comparando con imágenes reales</translation>
  </message>
  <message>
    <source>Comparing features with those of real pictures</source>
    <translation>Comparando características con las de imágenes reales</translation>
  </message>
  <message>
    <source>Looking for the nearest training pictures</source>
    <translation>Buscando las imágenes de entrenamiento más próximas</translation>
  </message>
  <message>
    <source>Measuring the speed</source>
    <translation>Midiendo la velocidad</translation>
  </message>
  <message>
    <source>Comparing Inception's features</source>
    <translation>Comparando las características de Inception</translation>
  </message>
  <message>
    <source>Put real pictures and samples of every family on one sheet, with their figures.</source>
    <translation>Pone imágenes reales y muestras de cada familia en una lámina, con sus medidas.</translation>
  </message>
  <message>
    <source>The PNG file to write; a Markdown file goes beside it.</source>
    <translation>El archivo PNG que se escribe; junto a él va un archivo Markdown.</translation>
  </message>
  <message>
    <source>Only models trained on this data.</source>
    <translation>Solo modelos entrenados con estos datos.</translation>
  </message>
  <message>
    <source>No model in the box was trained on {data}.</source>
    <translation>Ningún modelo de la caja se entrenó con {data}.</translation>
  </message>
  <message>
    <source>There are models of: {names}.</source>
    <translation>Hay modelos de: {names}.</translation>
  </message>
  <message>
    <source>Real pictures</source>
    <translation>Imágenes reales</translation>
  </message>
  <message>
    <source>test pictures</source>
    <translation>imágenes de prueba</translation>
  </message>
  <message>
    <source>pythae is not installed, so there is nothing to compare with.</source>
    <translation>pythae no está instalado, así que no hay con qué comparar.</translation>
  </message>
  <message>
    <source>Install it for this once: pip install --no-deps --target DIR pythae tqdm, and set PYTHONPATH=DIR.</source>
    <translation>Instálalo para esta vez: pip install --no-deps --target DIR pythae tqdm, y pon PYTHONPATH=DIR.</translation>
  </message>
  <message>
    <source>Training a VAE on {data}, {threads} threads, batches of {batch}</source>
    <translation>Entrenamiento de un VAE con {data}, {threads} hilos, lotes de {batch}</translation>
  </message>
  <message>
    <source>{network}: {ours:.0f} pictures/s ({half:.0f} in bfloat16), pythae {pythae:.0f}: {ratio:.2f} times ({ratio_half:.2f})</source>
    <translation>{network}: {ours:.0f} imágenes/s ({half:.0f} con bfloat16), pythae {pythae:.0f}: {ratio:.2f} veces ({ratio_half:.2f})</translation>
  </message>
  <message>
    <source>{network}: {ours:.0f} samples/s, pythae {pythae:.0f}: {ratio:.2f} times</source>
    <translation>{network}: {ours:.0f} muestras/s, pythae {pythae:.0f}: {ratio:.2f} veces</translation>
  </message>
  <message>
    <source>Measure training against pythae's trainer on the same model and data.</source>
    <translation>Mide el entrenamiento frente al de pythae con el mismo modelo y los mismos datos.</translation>
  </message>
</context>
</TS>

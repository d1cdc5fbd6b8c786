<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Look inside generative models: walk their latent spaces in real time.</source>
    <translation>Mira dentro de los modelos generativos: recorre sus espacios latentes en tiempo real.</translation>
  </message>
  <message>
    <source>Open the window, on MODEL if one is named.</source>
    <translation>Abre la ventana, con MODEL si se nombra uno.</translation>
  </message>
  <message>
    <source>id</source>
    <translation>id</translation>
  </message>
  <message>
    <source>family</source>
    <translation>familia</translation>
  </message>
  <message>
    <source>data</source>
    <translation>datos</translation>
  </message>
  <message>
    <source>latent</source>
    <translation>latente</translation>
  </message>
  <message>
    <source>picture</source>
    <translation>imagen</translation>
  </message>
  <message>
    <source>title</source>
    <translation>título</translation>
  </message>
  <message>
    <source>List the models in the box.</source>
    <translation>Lista los modelos incluidos.</translation>
  </message>
  <message>
    <source>Draw one picture to a PNG file: the same bytes every time.</source>
    <translation>Dibuja una imagen en un archivo PNG: siempre los mismos bytes.</translation>
  </message>
  <message>
    <source>Train a model of FAMILY; Ctrl-C saves and stops.</source>
    <translation>Entrena un modelo de la familia FAMILY; Ctrl-C guarda y termina.</translation>
  </message>
  <message>
    <source>Make a bundle of a finished run, ready for the window.</source>
    <translation>Convierte un entrenamiento terminado en un modelo listo para la ventana.</translation>
  </message>
  <message>
    <source>Measure the way from slider to picture on this machine.</source>
    <translation>Mide en esta máquina el camino del deslizador a la imagen.</translation>
  </message>
  <message>
    <source>loading the data</source>
    <translation>cargando los datos</translation>
  </message>
  <message>
    <source>--recipe already says it all; leave out --seed and what goes with it.</source>
    <translation>--recipe ya lo dice todo; quita --seed y lo que la acompaña.</translation>
  </message>
  <message>
    <source>Packing</source>
    <translation>Empaquetando</translation>
  </message>
  <message>
    <source>Write it like 1500x950.</source>
    <translation>Escríbelo así: 1500x950.</translation>
  </message>
  <message>
    <source>Print JSON for another program.</source>
    <translation>Escribe JSON para otro programa.</translation>
  </message>
  <message>
    <source>auto, cpu, cuda, cuda:1 or mps; auto takes the fastest.</source>
    <translation>auto, cpu, cuda, cuda:1 o mps; auto toma el más rápido.</translation>
  </message>
  <message>
    <source>Name a family and --out FOLDER, or --resume FOLDER.</source>
    <translation>Indica una familia y --out CARPETA, o bien --resume CARPETA.</translation>
  </message>
  <message>
    <source>Write DIM=VALUE, like 3=1.25.</source>
    <translation>Escribe DIM=VALOR, por ejemplo 3=1.25.</translation>
  </message>
  <message>
    <source>LANGUAGE=TEXT, like "en=My VAE"; repeatable.</source>
    <translation>IDIOMA=TEXTO, por ejemplo "es=Mi VAE"; se puede repetir.</translation>
  </message>
  <message>
    <source>Stopped at step {step}; go on with: gen-explorer train --resume {path}</source>
    <translation>Detenido en el paso {step}; continúa con: gen-explorer train --resume {path}</translation>
  </message>
  <message>
    <source>Done. Make a bundle of it with: gen-explorer pack {path} weights/&lt;id&gt;</source>
    <translation>Listo. Conviértelo en un modelo con: gen-explorer pack {path} weights/&lt;id&gt;</translation>
  </message>
  <message>
    <source>{rate} pictures/s</source>
    <translation>{rate} imágenes/s</translation>
  </message>
  <message>
    <source>Error</source>
    <translation>Error</translation>
  </message>
  <message>
    <source>Print the version.</source>
    <translation>Escribe la versión.</translation>
  </message>
  <message>
    <source>Id of a model, a bundle's folder, or a session file (.json).</source>
    <translation>Id de un modelo, la carpeta de un modelo o un archivo de sesión (.json).</translation>
  </message>
  <message>
    <source>Save a picture of the window once all is drawn, and quit.</source>
    <translation>Guarda una imagen de la ventana cuando todo está dibujado, y termina.</translation>
  </message>
  <message>
    <source>en or es, for this time.</source>
    <translation>en o es, solo por esta vez.</translation>
  </message>
  <message>
    <source>light, dark or system, for this time.</source>
    <translation>light, dark o system, solo por esta vez.</translation>
  </message>
  <message>
    <source>Size of the window in pixels, like 1500x950.</source>
    <translation>Tamaño de la ventana en píxeles, por ejemplo 1500x950.</translation>
  </message>
  <message>
    <source>Id of a model, or a bundle's folder.</source>
    <translation>Id de un modelo o carpeta de un modelo.</translation>
  </message>
  <message>
    <source>The PNG file to write.</source>
    <translation>El archivo PNG que se escribe.</translation>
  </message>
  <message>
    <source>Class to draw, by its name; several are mixed in equal parts.</source>
    <translation>Clase que se dibuja, por su nombre; si son varias, se mezclan a partes iguales.</translation>
  </message>
  <message>
    <source>{model} cannot be told a class.</source>
    <translation>A {model} no se le puede indicar una clase.</translation>
  </message>
  <message>
    <source>Leave out --class, or choose a conditional model.</source>
    <translation>Omite --class o elige un modelo condicional.</translation>
  </message>
  <message>
    <source>Draws the latent from the model's prior.</source>
    <translation>Sortea el vector latente de la distribución a priori del modelo.</translation>
  </message>
  <message>
    <source>A recipe saved as JSON, instead of --seed.</source>
    <translation>Una receta guardada como JSON, en lugar de --seed.</translation>
  </message>
  <message>
    <source>DIM=VALUE: puts a value in the seed's latent; repeatable.</source>
    <translation>DIM=VALOR: pone un valor en el vector de la semilla; se puede repetir.</translation>
  </message>
  <message>
    <source>Scales the latent towards the prior's mean.</source>
    <translation>Acerca el vector latente a la media de la distribución a priori.</translation>
  </message>
  <message>
    <source>Pixels of the file for each pixel of the picture.</source>
    <translation>Píxeles del archivo por cada píxel de la imagen.</translation>
  </message>
  <message>
    <source>fashion-mnist, mnist, digits, lsun-bedroom, or a folder of pictures; NAME:CLASS+CLASS takes some of its classes.</source>
    <translation>fashion-mnist, mnist, digits, lsun-bedroom o una carpeta de imágenes; NOMBRE:CLASE+CLASE toma solo algunas de sus clases.</translation>
  </message>
  <message>
    <source>The run's folder; must be new.</source>
    <translation>La carpeta del entrenamiento; debe ser nueva.</translation>
  </message>
  <message>
    <source>Go on with the run in this folder.</source>
    <translation>Continúa el entrenamiento de esta carpeta.</translation>
  </message>
  <message>
    <source>Passes over the data.</source>
    <translation>Pasadas por los datos.</translation>
  </message>
  <message>
    <source>Pictures a step.</source>
    <translation>Imágenes por paso.</translation>
  </message>
  <message>
    <source>Of weights, order and draws.</source>
    <translation>De los pesos, el orden y los sorteos.</translation>
  </message>
  <message>
    <source>Learning rate over the run: constant or cosine.</source>
    <translation>Tasa de aprendizaje durante el entrenamiento: constant o cosine.</translation>
  </message>
  <message>
    <source>float32, or bfloat16 where the processor is faster with it.</source>
    <translation>float32, o bfloat16 si el procesador es más rápido con él.</translation>
  </message>
  <message>
    <source>Decay of the weights' moving average.</source>
    <translation>Decaimiento de la media móvil de los pesos.</translation>
  </message>
  <message>
    <source>Steps between two log lines.</source>
    <translation>Pasos entre dos líneas del registro.</translation>
  </message>
  <message>
    <source>Epochs between two preview sheets.</source>
    <translation>Épocas entre dos láminas de muestras.</translation>
  </message>
  <message>
    <source>Epochs between two checkpoints.</source>
    <translation>Épocas entre dos puntos de control.</translation>
  </message>
  <message>
    <source>Checkpoints that stay.</source>
    <translation>Puntos de control que se conservan.</translation>
  </message>
  <message>
    <source>NAME=VALUE of the family's settings; repeatable.</source>
    <translation>NOMBRE=VALOR de los ajustes de la familia; se puede repetir.</translation>
  </message>
  <message>
    <source>Processor threads; 0 takes all.</source>
    <translation>Hilos del procesador; 0 los usa todos.</translation>
  </message>
  <message>
    <source>The run's folder.</source>
    <translation>La carpeta del entrenamiento.</translation>
  </message>
  <message>
    <source>The bundle's folder; its name is its id.</source>
    <translation>La carpeta del modelo; su nombre es su id.</translation>
  </message>
  <message>
    <source>LANGUAGE=TEXT: one or two sentences; repeatable.</source>
    <translation>IDIOMA=TEXTO: una o dos frases; se puede repetir.</translation>
  </message>
  <message>
    <source>Models to measure; all in the box if none.</source>
    <translation>Modelos que se miden; todos los incluidos si no se nombra ninguno.</translation>
  </message>
  <message>
    <source>Measure in the real window as well.</source>
    <translation>Mide también en la ventana real.</translation>
  </message>
  <message>
    <source>Measure the time to the first picture.</source>
    <translation>Mide el tiempo hasta la primera imagen.</translation>
  </message>
  <message>
    <source>Time for each model and form.</source>
    <translation>Tiempo para cada modelo y forma.</translation>
  </message>
  <message>
    <source>Write NAME=VALUE, like latent_size=16, not {text}.</source>
    <translation>Escribe NOMBRE=VALOR, por ejemplo latent_size=16, no {text}.</translation>
  </message>
  <message>
    <source>epoch {now} of {all}</source>
    <translation>época {now} de {all}</translation>
  </message>
  <message>
    <source>One of: {names}.</source>
    <translation>Una de: {names}.</translation>
  </message>
  <message>
    <source>The file's name ends in .png.</source>
    <translation>El nombre del archivo termina en .png.</translation>
  </message>
  <message>
    <source>There is no folder {path}.</source>
    <translation>No existe la carpeta {path}.</translation>
  </message>
  <message>
    <source>{model} has no latent dimension {dimension}.</source>
    <translation>{model} no tiene la dimensión latente {dimension}.</translation>
  </message>
  <message>
    <source>Its dimensions are 0 to {last}.</source>
    <translation>Sus dimensiones van de 0 a {last}.</translation>
  </message>
  <message>
    <source>Say what to draw: --seed N or --recipe FILE.</source>
    <translation>Di qué dibujar: --seed N o --recipe ARCHIVO.</translation>
  </message>
  <message>
    <source>List what --set takes for FAMILY, and end.</source>
    <translation>Lista lo que admite --set para FAMILY, y termina.</translation>
  </message>
  <message>
    <source>Open it with: gen-explorer open {path}</source>
    <translation>Ábrelo con: gen-explorer open {path}</translation>
  </message>
  <message>
    <source>Seed of the picture that the window shows first.</source>
    <translation>Semilla de la imagen que la ventana muestra primero.</translation>
  </message>
  <message>
    <source>setting</source>
    <translation>ajuste</translation>
  </message>
  <message>
    <source>default</source>
    <translation>por defecto</translation>
  </message>
  <message>
    <source>what it is</source>
    <translation>qué es</translation>
  </message>
  <message>
    <source>in colour</source>
    <translation>en color</translation>
  </message>
  <message>
    <source>in grey</source>
    <translation>en gris</translation>
  </message>
  <message>
    <source>Pictures of {data} are scaled to {side} x {side} pixels {kind}.</source>
    <translation>Las imágenes de {data} se escalan a {side} x {side} píxeles {kind}.</translation>
  </message>
  <message>
    <source>Others: {settings}.</source>
    <translation>Otros: {settings}.</translation>
  </message>
  <message>
    <source>true or false</source>
    <translation>true o false</translation>
  </message>
  <message>
    <source>{name} takes {kind}, not {value}.</source>
    <translation>{name} admite {kind}, no {value}.</translation>
  </message>
  <message>
    <source>Did you mean {name}?</source>
    <translation>¿Quisiste decir {name}?</translation>
  </message>
</context>
</TS>

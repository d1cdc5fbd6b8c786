<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Picture</source>
    <translation>Imagen</translation>
  </message>
  <message>
    <source>Samples in a row and in a column of the sheet.</source>
    <translation>Muestras por fila y por columna de la lámina.</translation>
  </message>
  <message>
    <source>Sheet size</source>
    <translation>Tamaño de la lámina</translation>
  </message>
  <message>
    <source>Sheet of random samples</source>
    <translation>Lámina de muestras aleatorias</translation>
  </message>
  <message>
    <source>Opening the model…</source>
    <translation>Abriendo el modelo…</translation>
  </message>
  <message>
    <source>Open a model in the library to see its pictures here.</source>
    <translation>Abre un modelo de la biblioteca para ver aquí sus imágenes.</translation>
  </message>
  <message>
    <source>Random samples</source>
    <translation>Muestras aleatorias</translation>
  </message>
  <message>
    <source>Zoom out</source>
    <translation>Alejar</translation>
  </message>
  <message>
    <source>Smaller, by whole steps of the screen.</source>
    <translation>Más pequeña, en pasos enteros de la pantalla.</translation>
  </message>
  <message>
    <source>Zoom in</source>
    <translation>Acercar</translation>
  </message>
  <message>
    <source>Larger; pixels stay square. The wheel zooms about the mouse, dragging moves.</source>
    <translation>Más grande; los píxeles siguen cuadrados. La rueda amplía en torno al ratón y al arrastrar se desplaza.</translation>
  </message>
  <message>
    <source>Fit</source>
    <translation>Ajustar</translation>
  </message>
  <message>
    <source>The largest whole-number scale that the panel has room for. Double click too.</source>
    <translation>La mayor escala entera que cabe en el panel. También con doble clic.</translation>
  </message>
  <message>
    <source>One pixel of the picture on one of the screen: the size it really has.</source>
    <translation>Un píxel de la imagen en uno de la pantalla: el tamaño que tiene de verdad.</translation>
  </message>
  <message>
    <source>Copy</source>
    <translation>Copiar</translation>
  </message>
  <message>
    <source>Puts the picture on the clipboard.</source>
    <translation>Pone la imagen en el portapapeles.</translation>
  </message>
  <message>
    <source>Save…</source>
    <translation>Guardar…</translation>
  </message>
  <message>
    <source>Saves a PNG that carries its recipe and says that a model made it.</source>
    <translation>Guarda un PNG que lleva su receta y dice que lo hizo un modelo.</translation>
  </message>
  <message>
    <source>Sheet</source>
    <translation>Lámina</translation>
  </message>
  <message>
    <source>Samples of the prior side by side: how varied the model is, and whether it repeats itself (mode collapse).</source>
    <translation>Muestras de la distribución a priori, una junto a otra: cuánta variedad tiene el modelo y si se repite (colapso de modos).</translation>
  </message>
  <message>
    <source>Resample</source>
    <translation>Otras muestras</translation>
  </message>
  <message>
    <source>Other samples from the prior.</source>
    <translation>Saca otras muestras de la distribución a priori.</translation>
  </message>
  <message>
    <source>What the model {name} draws for the present latent vector.</source>
    <translation>Lo que el modelo {name} dibuja para el vector latente actual.</translation>
  </message>
  <message>
    <source>Seed {seed}: click to take it up</source>
    <translation>Semilla {seed}: haz clic para tomarla</translation>
  </message>
  <message>
    <source>Seed {seed}</source>
    <translation>Semilla {seed}</translation>
  </message>
  <message>
    <source>Filmstrip</source>
    <translation>Tira de imágenes</translation>
  </message>
  <message>
    <source>The states you paused at, the newest at the right. A click goes back to one.</source>
    <translation>Los estados en los que te detuviste, el más reciente a la derecha. Con un clic se vuelve a uno.</translation>
  </message>
  <message>
    <source>Every state you pause at appears here; a click goes back to it.</source>
    <translation>Aquí aparece cada estado en el que te detienes; con un clic se vuelve a él.</translation>
  </message>
  <message>
    <source>{count} set by hand</source>
    <translation>{count} puestos a mano</translation>
  </message>
  <message>
    <source>“values” must hold pairs of a dimension and a value</source>
    <translation>«values» debe contener pares de dimensión y valor</translation>
  </message>
  <message>
    <source>it is larger than {size} MB</source>
    <translation>ocupa más de {size} MB</translation>
  </message>
  <message>
    <source>“{name}” must be an object</source>
    <translation>«{name}» debe ser un objeto</translation>
  </message>
  <message>
    <source>“{name}” must be a list of at most {limit}</source>
    <translation>«{name}» debe ser una lista de {limit} elementos como mucho</translation>
  </message>
  <message>
    <source>“{name}” must be a whole number from {low} to {high}</source>
    <translation>«{name}» debe ser un número entero de {low} a {high}</translation>
  </message>
  <message>
    <source>“{name}” must be a number from {low} to {high}</source>
    <translation>«{name}» debe ser un número de {low} a {high}</translation>
  </message>
  <message>
    <source>The recipe {path} cannot be read: {reason}.</source>
    <translation>No se puede leer la receta {path}: {reason}.</translation>
  </message>
  <message>
    <source>A recipe looks like this: {example}</source>
    <translation>Una receta es así: {example}</translation>
  </message>
  <message>
    <source>it is not JSON</source>
    <translation>no es JSON</translation>
  </message>
  <message>
    <source>it is not a session of gen_explorer</source>
    <translation>no es una sesión de gen_explorer</translation>
  </message>
  <message>
    <source>it was saved by a newer version of gen_explorer</source>
    <translation>la guardó una versión más reciente de gen_explorer</translation>
  </message>
  <message>
    <source>“anchors” must have one length</source>
    <translation>los elementos de «anchors» deben tener la misma longitud</translation>
  </message>
  <message>
    <source>Choose a session that this program saved; the present one is unchanged.</source>
    <translation>Elige una sesión guardada por este programa; la actual no ha cambiado.</translation>
  </message>
  <message>
    <source>“{name}” must be one of {choices}</source>
    <translation>«{name}» debe ser uno de estos valores: {choices}</translation>
  </message>
  <message>
    <source>“{name}” must be a model's name or path</source>
    <translation>«{name}» debe ser el nombre o la ruta de un modelo</translation>
  </message>
  <message>
    <source>The session {path} cannot be opened: {reason}.</source>
    <translation>No se puede abrir la sesión {path}: {reason}.</translation>
  </message>
  <message>
    <source>“{name}” must be true or false</source>
    <translation>«{name}» debe ser true o false</translation>
  </message>
  <message>
    <source>{value} is not JSON</source>
    <translation>{value} no es JSON</translation>
  </message>
  <message>
    <source>1 set by hand</source>
    <translation>1 puesto a mano</translation>
  </message>
</context>
</TS>

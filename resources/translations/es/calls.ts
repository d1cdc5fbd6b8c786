<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Cancel</source>
    <translation>Cancelar</translation>
  </message>
  <message>
    <source>Calls</source>
    <translation>Clasificación</translation>
  </message>
  <message>
    <source>“{title}” calls the picture {name}, with a confidence of {share} %.</source>
    <translation>«{title}» clasifica la imagen como {name}, con una confianza del {share} %.</translation>
  </message>
  <message>
    <source>Judge: {title}</source>
    <translation>Clasifica: {title}</translation>
  </message>
  <message>
    <source>The calls appear when a model is open.</source>
    <translation>La clasificación aparece cuando hay un modelo abierto.</translation>
  </message>
  <message>
    <source>Looking for a classifier…</source>
    <translation>Buscando un clasificador…</translation>
  </message>
  <message>
    <source>No classifier in the box knows the data set {data}.</source>
    <translation>Ninguno de los clasificadores incluidos conoce el conjunto de datos {data}.</translation>
  </message>
  <message>
    <source>The data set {data} is not on this machine, so there are no held-out pictures. Training a model on it fetches it: gen-explorer train.</source>
    <translation>El conjunto de datos {data} no está en este equipo, así que no hay imágenes de prueba. Al entrenar un modelo con él se descarga: gen-explorer train.</translation>
  </message>
  <message>
    <source>{share} % of {count} held-out pictures are called right.</source>
    <translation>El {share} % de {count} imágenes de prueba se clasifica bien.</translation>
  </message>
  <message>
    <source>Held-out pictures</source>
    <translation>Imágenes de prueba</translation>
  </message>
  <message>
    <source>Judge the held-out pictures</source>
    <translation>Clasificar las imágenes de prueba</translation>
  </message>
  <message>
    <source>Calls every picture that training never saw; counts what is taken for what.</source>
    <translation>Clasifica todas las imágenes que el entrenamiento nunca vio y cuenta qué se toma por qué.</translation>
  </message>
  <message>
    <source>Stops judging.</source>
    <translation>Deja de clasificar.</translation>
  </message>
  <message>
    <source>Confidence in each class</source>
    <translation>Confianza en cada clase</translation>
  </message>
  <message>
    <source>p(class | picture), a softmax: it sums to 1 whatever the picture is. A classifier is often sure of pictures that show nothing at all.</source>
    <translation>p(clase | imagen), una softmax: suma 1 sea cual sea la imagen. Un clasificador suele estar seguro incluso de imágenes que no muestran nada.</translation>
  </message>
  <message>
    <source>How many are judged</source>
    <translation>Cuántas se han clasificado</translation>
  </message>
  <message>
    <source>Judging held-out pictures</source>
    <translation>Clasificando imágenes de prueba</translation>
  </message>
  <message>
    <source>Confusion matrix</source>
    <translation>Matriz de confusión</translation>
  </message>
  <message>
    <source>Row: what pictures are; column: what they are called. The diagonal is right. Click a cell to see its pictures.</source>
    <translation>Fila: qué son las imágenes; columna: como qué se clasifican. La diagonal son los aciertos. Haz clic en una celda para ver sus imágenes.</translation>
  </message>
  <message>
    <source>Wrong calls, the surest first</source>
    <translation>Errores, primero los más seguros</translation>
  </message>
  <message>
    <source>Wrong calls, the most doubtful first</source>
    <translation>Errores, primero los más dudosos</translation>
  </message>
  <message>
    <source>Right calls, the surest first</source>
    <translation>Aciertos, primero los más seguros</translation>
  </message>
  <message>
    <source>The pictures of the chosen cell</source>
    <translation>Las imágenes de la celda elegida</translation>
  </message>
  <message>
    <source>Which pictures</source>
    <translation>Qué imágenes</translation>
  </message>
  <message>
    <source>Which held-out pictures are shown below. Would you have called them right?</source>
    <translation>Qué imágenes de prueba se muestran debajo. ¿Las habrías clasificado bien tú?</translation>
  </message>
  <message>
    <source>Called pictures</source>
    <translation>Imágenes clasificadas</translation>
  </message>
  <message>
    <source>What each picture is, and what it was called where wrong.</source>
    <translation>Qué es cada imagen y, si hubo error, como qué se clasificó.</translation>
  </message>
  <message>
    <source>{name}, called {other} with a confidence of {share} %.</source>
    <translation>{name}, clasificada como {other} con una confianza del {share} %.</translation>
  </message>
  <message>
    <source>{name}: {count} of {whole} called right ({share} %)</source>
    <translation>{name}: {count} de {whole} bien clasificadas ({share} %)</translation>
  </message>
  <message>
    <source>{name} called {other}: {count} of {whole} ({share} %)</source>
    <translation>{name} clasificada como {other}: {count} de {whole} ({share} %)</translation>
  </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Choose a folder that `gen-explorer train` wrote.</source>
    <translation>Elige una carpeta escrita por `gen-explorer train`.</translation>
  </message>
  <message>
    <source>It takes a whole number from 1 up.</source>
    <translation>Admite un número entero desde 1.</translation>
  </message>
  <message>
    <source>{path} is not the configuration of a run ({reason}).</source>
    <translation>{path} no es la configuración de un entrenamiento ({reason}).</translation>
  </message>
  <message>
    <source>The setting {name} cannot be {value}.</source>
    <translation>El ajuste {name} no puede ser {value}.</translation>
  </message>
  <message>
    <source>It is one of: {names}.</source>
    <translation>Es uno de: {names}.</translation>
  </message>
  <message>
    <source>Use a smaller --batch-size or a larger data set.</source>
    <translation>Usa un --batch-size menor o más datos.</translation>
  </message>
  <message>
    <source>Use a smaller learning rate; what was saved stays.</source>
    <translation>Usa una tasa de aprendizaje menor; lo guardado se conserva.</translation>
  </message>
  <message>
    <source>{data} has {count} classes, but the model is built for {told}.</source>
    <translation>{data} tiene {count} clases, pero el modelo está construido para {told}.</translation>
  </message>
  <message>
    <source>Leave out --set classes, or take as many with --data NAME:CLASS+CLASS.</source>
    <translation>Omite --set classes o toma esas clases con --data NOMBRE:CLASE+CLASE.</translation>
  </message>
  <message>
    <source>{data} has {count} pictures, fewer than one batch of {size}.</source>
    <translation>{data} tiene {count} imágenes, menos que un lote de {size}.</translation>
  </message>
  <message>
    <source>The loss of {objective} is not a number any more at step {step}.</source>
    <translation>La pérdida de {objective} deja de ser un número en el paso {step}.</translation>
  </message>
  <message>
    <source>Nothing was packed. Please report this with the run's config.toml.</source>
    <translation>No se ha empaquetado nada. Por favor, informa de esto junto con el config.toml del entrenamiento.</translation>
  </message>
  <message>
    <source>The exported decoder differs from the model by {difference}.</source>
    <translation>El decodificador exportado difiere del modelo en {difference}.</translation>
  </message>
  <message>
    <source>Reading the checkpoint</source>
    <translation>Leyendo el punto de control</translation>
  </message>
  <message>
    <source>Exporting the decoder</source>
    <translation>Exportando el decodificador</translation>
  </message>
  <message>
    <source>Building the map</source>
    <translation>Construyendo el mapa</translation>
  </message>
  <message>
    <source>Writing the bundle</source>
    <translation>Escribiendo el modelo</translation>
  </message>
  <message>
    <source>Measuring the directions</source>
    <translation>Midiendo las direcciones</translation>
  </message>
  <message>
    <source>Placing the points</source>
    <translation>Colocando los puntos</translation>
  </message>
  <message>
    <source>Use small letters, digits and hyphens, for example weights/my-vae.</source>
    <translation>Usa minúsculas, cifras y guiones, por ejemplo weights/mi-vae.</translation>
  </message>
  <message>
    <source>Choose another name, or delete the old bundle first.</source>
    <translation>Elige otro nombre, o borra antes el modelo anterior.</translation>
  </message>
  <message>
    <source>{name} cannot be the id of a bundle.</source>
    <translation>{name} no puede ser el id de un modelo.</translation>
  </message>
  <message>
    <source>{path} exists already and is not empty.</source>
    <translation>{path} ya existe y no está vacía.</translation>
  </message>
  <message>
    <source>Choose another --out, or go on with that run by --resume.</source>
    <translation>Elige otro --out, o continúa ese entrenamiento con --resume.</translation>
  </message>
  <message>
    <source>The run {path} has no checkpoint yet.</source>
    <translation>El entrenamiento {path} aún no tiene ningún punto de control.</translation>
  </message>
  <message>
    <source>Train it first: gen-explorer train --resume {path}</source>
    <translation>Entrénalo primero: gen-explorer train --resume {path}</translation>
  </message>
  <message>
    <source>Making a small decoder for slow computers</source>
    <translation>Creando un decodificador pequeño para ordenadores lentos</translation>
  </message>
  <message>
    <source>{data} has one picture, fewer than one batch of {size}.</source>
    <translation>{data} tiene una imagen, menos que un lote de {size}.</translation>
  </message>
</context>
</TS>

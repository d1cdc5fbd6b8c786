<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>samplers</name>
  <message>
    <source>Prior</source>
    <translation>Distribución a priori</translation>
  </message>
  <message>
    <source>Fitted Gaussian</source>
    <translation>Gaussiana ajustada</translation>
  </message>
  <message>
    <source>Mixture of Gaussians</source>
    <translation>Mezcla de gaussianas</translation>
  </message>
  <message>
    <source>Aggregated posterior</source>
    <translation>Posterior agregada</translation>
  </message>
  <message>
    <source>z is drawn from the model's prior, component by component. An autoencoder was never taught it: many of its samples fall into holes between the codes.</source>
    <translation>z se sortea de la distribución a priori del modelo, componente a componente. A un autoencoder nadie se la enseñó: muchas de sus muestras caen en huecos entre los códigos.</translation>
  </message>
  <message>
    <source>z is drawn from one Gaussian with the mean and the covariance of the codes of the training pictures. It knows which components go together, but no clusters.</source>
    <translation>z se sortea de una gaussiana con la media y la covarianza de los códigos de las imágenes de entrenamiento. Sabe qué componentes van juntas, pero no conoce grupos.</translation>
  </message>
  <message>
    <source>z is drawn from ten Gaussians fitted to the codes of the training pictures: clusters are kept apart, and samples look like pictures.</source>
    <translation>z se sortea de diez gaussianas ajustadas a los códigos de las imágenes de entrenamiento: los grupos quedan separados y las muestras parecen imágenes.</translation>
  </message>
  <message>
    <source>z is the code of a real picture, moved a little. The samples are good, and near to pictures that exist.</source>
    <translation>z es el código de una imagen real, movido un poco. Las muestras son buenas y se parecen a imágenes que existen.</translation>
  </message>
  <message>
    <source>The marks show where the codes of the training pictures lie.</source>
    <translation>Las marcas indican dónde están los códigos de las imágenes de entrenamiento.</translation>
  </message>
  <message>
    <source>Fitting the samplers</source>
    <translation>Ajustando los muestreadores</translation>
  </message>
  <message>
    <source>What the seed draws from: {names}.</source>
    <translation>De qué sortea la semilla: {names}.</translation>
  </message>
  <message>
    <source>What to draw, for a model that reads captions.</source>
    <translation>Qué dibujar, si el modelo lee descripciones.</translation>
  </message>
  <message>
    <source>{model} cannot be drawn with the sampler {name}.</source>
    <translation>{model} no se puede dibujar con el muestreador {name}.</translation>
  </message>
  <message>
    <source>Its samplers are: {names}.</source>
    <translation>Sus muestreadores son: {names}.</translation>
  </message>
  <message>
    <source>{model} reads no captions.</source>
    <translation>{model} no lee descripciones.</translation>
  </message>
  <message>
    <source>Leave out --text, or choose a model that draws what a caption says.</source>
    <translation>Quita --text o elige un modelo que dibuje lo que dice una descripción.</translation>
  </message>
</context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>corruption</name>
  <message>
    <source>There is no damage called {name}.</source>
    <translation>No hay ningún daño llamado {name}.</translation>
  </message>
  <message>
    <source>The kinds are: {names}.</source>
    <translation>Los tipos son: {names}.</translation>
  </message>
  <message>
    <source>{kind} cannot have the amount {amount}.</source>
    <translation>{kind} no admite la cantidad {amount}.</translation>
  </message>
  <message>
    <source>It lies between {low} and {high} ({unit}).</source>
    <translation>Va de {low} a {high} ({unit}).</translation>
  </message>
  <message>
    <source>Gaussian noise</source>
    <translation>Ruido gaussiano</translation>
  </message>
  <message>
    <source>Salt and pepper</source>
    <translation>Sal y pimienta</translation>
  </message>
  <message>
    <source>Speckle</source>
    <translation>Ruido moteado</translation>
  </message>
  <message>
    <source>Poisson noise</source>
    <translation>Ruido de Poisson</translation>
  </message>
  <message>
    <source>Blur</source>
    <translation>Desenfoque</translation>
  </message>
  <message>
    <source>Missing blocks</source>
    <translation>Bloques perdidos</translation>
  </message>
  <message>
    <source>Missing half</source>
    <translation>Mitad perdida</translation>
  </message>
  <message>
    <source>JPEG</source>
    <translation>JPEG</translation>
  </message>
  <message>
    <source>standard deviation; pixels go from 0 to 1</source>
    <translation>desviación típica; los píxeles van de 0 a 1</translation>
  </message>
  <message>
    <source>share of the pixels</source>
    <translation>parte de los píxeles</translation>
  </message>
  <message>
    <source>standard deviation, as a share of the pixel</source>
    <translation>desviación típica, como parte del píxel</translation>
  </message>
  <message>
    <source>standard deviation at white</source>
    <translation>desviación típica en el blanco</translation>
  </message>
  <message>
    <source>standard deviation in pixels</source>
    <translation>desviación típica en píxeles</translation>
  </message>
  <message>
    <source>share of the blocks</source>
    <translation>parte de los bloques</translation>
  </message>
  <message>
    <source>share of the picture, from below</source>
    <translation>parte de la imagen, desde abajo</translation>
  </message>
  <message>
    <source>quality lost, of 100</source>
    <translation>calidad perdida, de 100</translation>
  </message>
  <message>
    <source>The noise of a sensor's electronics: the same everywhere.</source>
    <translation>El ruido de la electrónica de un sensor: igual en toda la imagen.</translation>
  </message>
  <message>
    <source>Dead pixels and bits flipped on the way: black or white.</source>
    <translation>Píxeles muertos y bits cambiados por el camino: negro o blanco.</translation>
  </message>
  <message>
    <source>The noise of radar and ultrasound: it grows with the brightness.</source>
    <translation>El ruido del radar y de la ecografía: crece con el brillo.</translation>
  </message>
  <message>
    <source>Light comes in photons: the fewer, the rougher the picture.</source>
    <translation>La luz llega en fotones: cuantos menos son, más áspera es la imagen.</translation>
  </message>
  <message>
    <source>A lens out of focus: nothing is added, fine detail is lost.</source>
    <translation>Un objetivo desenfocado: no se añade nada, se pierde el detalle fino.</translation>
  </message>
  <message>
    <source>Parts of the picture did not arrive; something has to be put there.</source>
    <translation>Hay partes de la imagen que no llegaron; algo hay que poner ahí.</translation>
  </message>
  <message>
    <source>What is below is not seen: how would the picture go on?</source>
    <translation>Lo de abajo no se ve: ¿cómo seguiría la imagen?</translation>
  </message>
  <message>
    <source>Blocks of 8 × 8 pixels whose fine frequencies were rounded away.</source>
    <translation>Bloques de 8 × 8 píxeles cuyas frecuencias finas se perdieron al redondear.</translation>
  </message>
</context>
</TS>

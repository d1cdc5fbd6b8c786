<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
  <name>gen_explorer</name>
  <message>
    <source>Controls</source>
    <translation>Controles</translation>
  </message>
  <message>
    <source>Back to what the seed drew.</source>
    <translation>Vuelve a lo que sacó la semilla.</translation>
  </message>
  <message>
    <source>Mix</source>
    <translation>Mezclar</translation>
  </message>
  <message>
    <source>Mix by weights</source>
    <translation>Mezclar con pesos</translation>
  </message>
  <message>
    <source>Soft weights between the choices. Training showed the model whole classes only: look whether a half and half is something between, or neither.</source>
    <translation>Pesos suaves entre las opciones. Al entrenarse, el modelo solo vio clases enteras: fíjate en si mitad y mitad da algo intermedio o ninguna de las dos cosas.</translation>
  </message>
  <message>
    <source>The same picture with this dial from −1 to 1. A click takes that position.</source>
    <translation>La misma imagen con este mando de −1 a 1. Un clic toma esa posición.</translation>
  </message>
  <message>
    <source>Reset {name}</source>
    <translation>Restablecer {name}</translation>
  </message>
  <message>
    <source>Shows {name} as the large picture.</source>
    <translation>Muestra {name} como imagen grande.</translation>
  </message>
  <message>
    <source>Dial {number}</source>
    <translation>Mando {number}</translation>
  </message>
  <message>
    <source>Draws {name}; all else stays.</source>
    <translation>Dibuja {name}; lo demás no cambia.</translation>
  </message>
  <message>
    <source>Sets the code to {name}; all else stays.</source>
    <translation>Pone el código en {name}; lo demás no cambia.</translation>
  </message>
  <message>
    <source>The controls appear when a model is open.</source>
    <translation>Los controles aparecen cuando hay un modelo abierto.</translation>
  </message>
  <message>
    <source>This model is driven by its latent vector alone: the panel Sliders has it all.</source>
    <translation>A este modelo solo lo mueve su vector latente: todo está en el panel Deslizadores.</translation>
  </message>
  <message>
    <source>A picture takes this model {count} ms, so the small ones were drawn once, for seed {seed}.</source>
    <translation>Este modelo tarda {count} ms por imagen; por eso las pequeñas se dibujaron una sola vez, con la semilla {seed}.</translation>
  </message>
  <message>
    <source>Click or Enter chooses a code, the wheel (or + and −) steps, right click or Delete gives it back to the model. A white dot marks a given code; colours only tell codes apart.</source>
    <translation>El clic o Intro eligen un código, la rueda (o + y −) pasa de uno a otro, y el clic derecho o Supr se lo devuelven al modelo. Un punto blanco marca un código dado; los colores solo sirven para distinguirlos.</translation>
  </message>
  <message>
    <source>Keep all</source>
    <translation>Conservar todo</translation>
  </message>
  <message>
    <source>Takes the drawn codes as given: another seed changes the rest only.</source>
    <translation>Toma como dados los códigos sorteados: otra semilla cambia solo el resto.</translation>
  </message>
  <message>
    <source>Clear</source>
    <translation>Vaciar</translation>
  </message>
  <message>
    <source>Gives every code back to the model.</source>
    <translation>Devuelve todos los códigos al modelo.</translation>
  </message>
  <message>
    <source>Paint pixels and the model draws the rest; the right button erases. Given pixels are tinted. It draws row by row, so it heeds what lies above and to the left.</source>
    <translation>Pinta píxeles y el modelo dibuja el resto; el botón derecho borra. Los píxeles dados van teñidos. Dibuja fila a fila, así que atiende a lo que hay arriba y a la izquierda.</translation>
  </message>
  <message>
    <source>Width of the brush</source>
    <translation>Grosor del pincel</translation>
  </message>
  <message>
    <source>Width of the brush in pixels of the picture.</source>
    <translation>Grosor del pincel, en píxeles de la imagen.</translation>
  </message>
  <message>
    <source>Give the upper half</source>
    <translation>Dar la mitad de arriba</translation>
  </message>
  <message>
    <source>Keeps the upper half of this picture; every seed completes it in another way.</source>
    <translation>Conserva la mitad de arriba de esta imagen; cada semilla la completa de otra manera.</translation>
  </message>
  <message>
    <source>Give the left half</source>
    <translation>Dar la mitad izquierda</translation>
  </message>
  <message>
    <source>Keeps the left half of this picture; every seed completes it in another way.</source>
    <translation>Conserva la mitad izquierda de esta imagen; cada semilla la completa de otra manera.</translation>
  </message>
  <message>
    <source>Draw again</source>
    <translation>Dibujar de nuevo</translation>
  </message>
  <message>
    <source>Throws the dice again: given pixels stay, the open ones are drawn anew.</source>
    <translation>Vuelve a tirar los dados: los píxeles dados se quedan y los abiertos se dibujan de nuevo.</translation>
  </message>
  <message>
    <source>Gives every pixel back to the model.</source>
    <translation>Devuelve todos los píxeles al modelo.</translation>
  </message>
  <message>
    <source>Draw this level again</source>
    <translation>Sortear este nivel de nuevo</translation>
  </message>
  <message>
    <source>Throws the dice again: the prior draws every code of this matrix anew.</source>
    <translation>Vuelve a tirar los dados: la distribución a priori sortea de nuevo todos los códigos de esta matriz.</translation>
  </message>
  <message>
    <source>Samples this level from the prior while the other one stays: the coarse level decides the shape, the fine one the detail.</source>
    <translation>Muestrea este nivel de la distribución a priori mientras el otro no cambia: el nivel grueso decide la forma y el fino, el detalle.</translation>
  </message>
  <message>
    <source>Paint light</source>
    <translation>Pintar claro</translation>
  </message>
  <message>
    <source>The brush gives light pixels.</source>
    <translation>El pincel da píxeles claros.</translation>
  </message>
  <message>
    <source>Paint dark</source>
    <translation>Pintar oscuro</translation>
  </message>
  <message>
    <source>The brush gives dark pixels.</source>
    <translation>El pincel da píxeles oscuros.</translation>
  </message>
  <message>
    <source>Erase</source>
    <translation>Borrar</translation>
  </message>
  <message>
    <source>The brush gives pixels back to the model, which draws them.</source>
    <translation>El pincel devuelve píxeles al modelo, que los dibuja.</translation>
  </message>
  <message>
    <source>Class</source>
    <translation>Clase</translation>
  </message>
  <message>
    <source>What is shown</source>
    <translation>Qué se muestra</translation>
  </message>
  <message>
    <source>Temperature</source>
    <translation>Temperatura</translation>
  </message>
  <message>
    <source>Canvas of pixels</source>
    <translation>Lienzo de píxeles</translation>
  </message>
  <message>
    <source>Top codes</source>
    <translation>Códigos de arriba</translation>
  </message>
  <message>
    <source>Bottom codes</source>
    <translation>Códigos de abajo</translation>
  </message>
  <message>
    <source>Caption</source>
    <translation>Descripción</translation>
  </message>
  <message>
    <source>Stage</source>
    <translation>Etapa</translation>
  </message>
  <message>
    <source>Categorical code</source>
    <translation>Código categórico</translation>
  </message>
  <message>
    <source>Continuous codes</source>
    <translation>Códigos continuos</translation>
  </message>
  <message>
    <source>Codes</source>
    <translation>Códigos</translation>
  </message>
  <message>
    <source>The class y that the model is told: it draws from p(x | y). The rest of the latent vector stays, so the pictures show what the model shares between classes.</source>
    <translation>La clase y que se le da al modelo: dibuja según p(x | y). El resto del vector latente no cambia, así que las imágenes muestran lo que el modelo comparte entre clases.</translation>
  </message>
  <message>
    <source>A categorical code that nobody named: the network found out by itself what to use its values for. Compare the pictures: does one value always mean one thing?</source>
    <translation>Un código categórico al que nadie puso nombre: la red descubrió sola para qué usar sus valores. Compara las imágenes: ¿significa cada valor siempre lo mismo?</translation>
  </message>
  <message>
    <source>Continuous codes from U(−1, 1) that can be read back from the picture, so that one dial should change one property, such as slant or width.</source>
    <translation>Códigos continuos de U(−1, 1) que pueden volver a leerse en la imagen; por eso cada mando debería cambiar una sola propiedad, como la inclinación o el grosor.</translation>
  </message>
  <message>
    <source>Which of the model's pictures is shown. The first is rough, the later ones are made from it.</source>
    <translation>Cuál de las imágenes del modelo se muestra. La primera es tosca; las siguientes se hacen a partir de ella.</translation>
  </message>
  <message>
    <source>A number that is the same for every seed.</source>
    <translation>Un número que es el mismo para todas las semillas.</translation>
  </message>
  <message>
    <source>Discrete codes, each an entry of the codebook. What you set stays; the model draws the open ones from p(code | codes before it).</source>
    <translation>Códigos discretos, cada uno una entrada del diccionario. Lo que pones se queda; el modelo sortea los abiertos según p(código | códigos anteriores).</translation>
  </message>
  <message>
    <source>The words the model draws from. It knows only those it was trained with; the others are named below.</source>
    <translation>Las palabras con las que dibuja el modelo. Solo conoce aquellas con las que se entrenó; las demás se nombran debajo.</translation>
  </message>
  <message>
    <source>How freely the model throws its dice: below 1 likely values are drawn even more often, with less variety and fewer mistakes; above 1 rare ones gain.</source>
    <translation>Con cuánta libertad tira los dados el modelo: por debajo de 1 los valores probables salen aún más a menudo, con menos variedad y menos errores; por encima de 1 ganan los raros.</translation>
  </message>
  <message>
    <source>What is drawn of the distribution: a sample, its mean, or how far pixels spread about the mean. The mean is sharp where all pictures of the class agree.</source>
    <translation>Qué se dibuja de la distribución: una muestra, su media o cuánto se apartan los píxeles de ella. La media es nítida donde coinciden todas las imágenes de la clase.</translation>
  </message>
  <message>
    <source>The pixels themselves. Given ones stay as they are; the open ones are drawn one after the other, each from p(pixel | pixels before it).</source>
    <translation>Los propios píxeles. Los dados se quedan como están; los abiertos se sortean uno tras otro, cada uno según p(píxel | píxeles anteriores).</translation>
  </message>
  <message>
    <source>Spread</source>
    <translation>Dispersión</translation>
  </message>
  <message>
    <source>Mean</source>
    <translation>Media</translation>
  </message>
  <message>
    <source>Sample</source>
    <translation>Muestra</translation>
  </message>
  <message>
    <source>Stage {number}</source>
    <translation>Etapa {number}</translation>
  </message>
  <message>
    <source>A few words of what to draw. Left empty, the seed draws a caption, shown in grey. Change one word and see what the picture keeps.</source>
    <translation>Unas pocas palabras sobre qué dibujar. Si se deja vacío, la semilla sortea una descripción, que se ve en gris. Cambia una palabra y mira qué conserva la imagen.</translation>
  </message>
  <message>
    <source>Draw a caption</source>
    <translation>Sortear una descripción</translation>
  </message>
  <message>
    <source>Gives the caption back to the seed, which draws one.</source>
    <translation>Devuelve la descripción a la semilla, que sortea una.</translation>
  </message>
  <message>
    <source>Takes this caption.</source>
    <translation>Toma esta descripción.</translation>
  </message>
  <message>
    <source>The model does not know: {words}.</source>
    <translation>El modelo no conoce: {words}.</translation>
  </message>
  <message>
    <source>Row {row}, column {column}</source>
    <translation>Fila {row}, columna {column}</translation>
  </message>
  <message>
    <source>open, the model draws it</source>
    <translation>abierto, lo sortea el modelo</translation>
  </message>
  <message>
    <source>Code {code}</source>
    <translation>Código {code}</translation>
  </message>
  <message>
    <source>code {code}, drawn by the model</source>
    <translation>código {code}, sorteado por el modelo</translation>
  </message>
  <message>
    <source>code {code}, given</source>
    <translation>código {code}, dado</translation>
  </message>
  <message>
    <source>Codes to choose from</source>
    <translation>Códigos para elegir</translation>
  </message>
  <message>
    <source>Each colour is one entry of the codebook; colours only tell entries apart.</source>
    <translation>Cada color es una entrada del diccionario de códigos; los colores solo sirven para distinguirlas.</translation>
  </message>
  <message>
    <source>No pixel is open: there is nothing to draw.</source>
    <translation>No hay ningún píxel abierto: no queda nada por dibujar.</translation>
  </message>
  <message>
    <source>Pause</source>
    <translation>Pausa</translation>
  </message>
  <message>
    <source>Watch it grow</source>
    <translation>Ver cómo crece</translation>
  </message>
  <message>
    <source>Reveals the pixels in the order in which they were drawn, each from the probabilities given all before it. A pixel never changes afterwards.</source>
    <translation>Descubre los píxeles en el orden en que se sortearon, cada uno según las probabilidades dados todos los anteriores. Un píxel ya no cambia después.</translation>
  </message>
  <message>
    <source>One pixel back</source>
    <translation>Un píxel atrás</translation>
  </message>
  <message>
    <source>Before the last drawn pixel.</source>
    <translation>Antes del último píxel sorteado.</translation>
  </message>
  <message>
    <source>One pixel on</source>
    <translation>Un píxel adelante</translation>
  </message>
  <message>
    <source>The next pixel: could you have guessed it from those above?</source>
    <translation>El píxel siguiente: ¿podrías haberlo adivinado por los de arriba?</translation>
  </message>
  <message>
    <source>Drawn so far</source>
    <translation>Lo dibujado hasta ahora</translation>
  </message>
  <message>
    <source>How many of the open pixels are drawn.</source>
    <translation>Cuántos de los píxeles abiertos están dibujados.</translation>
  </message>
  <message>
    <source>Speed</source>
    <translation>Velocidad</translation>
  </message>
  <message>
    <source>Pixels a second.</source>
    <translation>Píxeles por segundo.</translation>
  </message>
  <message>
    <source>{step} of {count} open pixels drawn</source>
    <translation>{step} de {count} píxeles abiertos dibujados</translation>
  </message>
  <message>
    <source>{count}/s</source>
    <translation>{count}/s</translation>
  </message>
  <message>
    <source>The weight of {name} in the mixture. The others shrink with it, so that all sum to 1: the model never saw a mixture in training.</source>
    <translation>El peso de {name} en la mezcla. Los demás menguan con él para que todos sumen 1: el modelo nunca vio una mezcla al entrenarse.</translation>
  </message>
  <message>
    <source>Sampler</source>
    <translation>Muestreador</translation>
  </message>
  <message>
    <source>What the seed draws the vector from. An autoencoder's codes lie where training left them, not where its prior is: compare the sheets of two samplers.</source>
    <translation>De dónde saca la semilla el vector. Los códigos de un autoencoder están donde los dejó el entrenamiento y no donde dice su distribución a priori: compara las láminas de dos muestreadores.</translation>
  </message>
  <message>
    <source>This model has no latent vector to slide through: what drives it is in the panel Controls. A new seed throws its dice again.</source>
    <translation>Este modelo no tiene un vector latente que recorrer: lo que lo mueve está en el panel Controles. Una semilla nueva vuelve a tirar sus dados.</translation>
  </message>
  <message>
    <source>Driven by</source>
    <translation>Lo mueven</translation>
  </message>
  <message>
    <source>Throw the dice again</source>
    <translation>Volver a tirar los dados</translation>
  </message>
  <message>
    <source>Draws open pixels and codes anew; class, caption and given ones stay.</source>
    <translation>Sortea de nuevo los píxeles y códigos abiertos; la clase, la descripción y lo ya dado no cambian.</translation>
  </message>
  <message>
    <source>Reset the controls</source>
    <translation>Restablecer los controles</translation>
  </message>
  <message>
    <source>Gives class, codes, dials, caption and pixels back to the seed.</source>
    <translation>Devuelve a la semilla la clase, los códigos, los mandos, la descripción y los píxeles.</translation>
  </message>
  <message>
    <source>The points are {count} held-out pictures, at their codes.</source>
    <translation>Los puntos son {count} imágenes de prueba, en sus códigos.</translation>
  </message>
  <message>
    <source>The model was given: {caption}</source>
    <translation>El modelo recibió: {caption}</translation>
  </message>
</context>
</TS>
